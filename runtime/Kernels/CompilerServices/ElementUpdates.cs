using System.ComponentModel;
using System.Numerics;

namespace Kernels.CompilerServices;

/// <summary>The arithmetic updates of single elements: those of a region of <see cref="ArrayRegionExtensions"/>, one element at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ElementUpdates
{
    /// <summary>Updates of an array of one axis.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    extension<T>(VectorWriter<T> x) where T : INumber<T>
    {
        /// <summary>Adds to the element.</summary>
        public void Add(int i, T value) => x.Update<Plus<T>>(i, value);

        /// <summary>Subtracts from the element.</summary>
        public void Subtract(int i, T value) => x.Update<Minus<T>>(i, value);

        /// <summary>Multiplies the element.</summary>
        public void Multiply(int i, T value) => x.Update<Times<T>>(i, value);

        /// <summary>Divides the element.</summary>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public void Divide(int i, T value) => x.Update<Over<T>>(i, value);

        /// <summary>Sets the element to the smaller of itself and the value.</summary>
        public void Min(int i, T value) => x.Update<Smaller<T>>(i, value);

        /// <summary>Sets the element to the larger of itself and the value.</summary>
        public void Max(int i, T value) => x.Update<Larger<T>>(i, value);
    }

    /// <summary>Updates of an array of two axes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    extension<T>(MatrixWriter<T> x) where T : INumber<T>
    {
        /// <summary>Adds to the element.</summary>
        public void Add(int i, int j, T value) => x.Update<Plus<T>>(i, j, value);

        /// <summary>Subtracts from the element.</summary>
        public void Subtract(int i, int j, T value) => x.Update<Minus<T>>(i, j, value);

        /// <summary>Multiplies the element.</summary>
        public void Multiply(int i, int j, T value) => x.Update<Times<T>>(i, j, value);

        /// <summary>Divides the element.</summary>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public void Divide(int i, int j, T value) => x.Update<Over<T>>(i, j, value);

        /// <summary>Sets the element to the smaller of itself and the value.</summary>
        public void Min(int i, int j, T value) => x.Update<Smaller<T>>(i, j, value);

        /// <summary>Sets the element to the larger of itself and the value.</summary>
        public void Max(int i, int j, T value) => x.Update<Larger<T>>(i, j, value);
    }

    /// <summary>Updates of an array of three axes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    extension<T>(VolumeWriter<T> x) where T : INumber<T>
    {
        /// <summary>Adds to the element.</summary>
        public void Add(int i, int j, int k, T value) => x.Update<Plus<T>>(i, j, k, value);

        /// <summary>Subtracts from the element.</summary>
        public void Subtract(int i, int j, int k, T value) => x.Update<Minus<T>>(i, j, k, value);

        /// <summary>Multiplies the element.</summary>
        public void Multiply(int i, int j, int k, T value) => x.Update<Times<T>>(i, j, k, value);

        /// <summary>Divides the element.</summary>
        /// <exception cref="DivideByZeroException">An integer is divided by 0.</exception>
        public void Divide(int i, int j, int k, T value) => x.Update<Over<T>>(i, j, k, value);

        /// <summary>Sets the element to the smaller of itself and the value.</summary>
        public void Min(int i, int j, int k, T value) => x.Update<Smaller<T>>(i, j, k, value);

        /// <summary>Sets the element to the larger of itself and the value.</summary>
        public void Max(int i, int j, int k, T value) => x.Update<Larger<T>>(i, j, k, value);
    }
}
