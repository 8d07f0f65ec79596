using System.Numerics;
using Kernels.CompilerServices;
using Kernels.Drivers.ComplexArithmetic;

namespace Kernels;

public static partial class NDArray
{
    /// <summary>Arithmetic of complex numbers; a real operand, array or number, counts as complex without being made so.</summary>
    extension(NDArray<Complex>)
    {
        /// <summary>The sum, element by element.</summary>
        [Op("add")]
        public static NDArray<Complex> operator +(NDArray<Complex> left, NDArray<Complex> right) => ComplexDriver.Run<Complex, Complex, ComplexSum>(left, right, "left + right");

        /// <summary>The sum, element by element.</summary>
        [Op("add")]
        public static NDArray<Complex> operator +(NDArray<Complex> left, Complex right) => ComplexDriver.Run<Complex, Complex, ComplexSum>(left, right, "left + right");

        /// <summary>The sum, element by element.</summary>
        [Op("add")]
        public static NDArray<Complex> operator +(Complex left, NDArray<Complex> right) => ComplexDriver.Run<Complex, Complex, ComplexSum>(left, right, "left + right");

        /// <summary>The sum, element by element.</summary>
        [Op("add")]
        public static NDArray<Complex> operator +(NDArray<Complex> left, NDArray<double> right) => ComplexDriver.Run<Complex, double, ComplexSum>(left, right, "left + right");

        /// <summary>The sum, element by element.</summary>
        [Op("add")]
        public static NDArray<Complex> operator +(NDArray<double> left, NDArray<Complex> right) => ComplexDriver.Run<Complex, double, ComplexSum>(right, left, "left + right");

        /// <summary>The sum, element by element.</summary>
        [Op("add")]
        public static NDArray<Complex> operator +(NDArray<Complex> left, double right) => ComplexDriver.Run<Complex, double, ComplexSum>(left, right, "left + right");

        /// <summary>The sum, element by element.</summary>
        [Op("add")]
        public static NDArray<Complex> operator +(double left, NDArray<Complex> right) => ComplexDriver.Run<Complex, double, ComplexSum>(right, left, "left + right");

        /// <summary>The difference, element by element.</summary>
        [Op("subtract")]
        public static NDArray<Complex> operator -(NDArray<Complex> left, NDArray<Complex> right) => ComplexDriver.Run<Complex, Complex, ComplexDifference>(left, right, "left - right");

        /// <summary>The difference, element by element.</summary>
        [Op("subtract")]
        public static NDArray<Complex> operator -(NDArray<Complex> left, Complex right) => ComplexDriver.Run<Complex, Complex, ComplexDifference>(left, right, "left - right");

        /// <summary>The difference, element by element.</summary>
        [Op("subtract")]
        public static NDArray<Complex> operator -(Complex left, NDArray<Complex> right) => ComplexDriver.Run<Complex, Complex, ComplexDifference>(left, right, "left - right");

        /// <summary>The difference, element by element.</summary>
        [Op("subtract")]
        public static NDArray<Complex> operator -(NDArray<Complex> left, NDArray<double> right) => ComplexDriver.Run<Complex, double, ComplexDifference>(left, right, "left - right");

        /// <summary>The difference, element by element.</summary>
        [Op("subtract")]
        public static NDArray<Complex> operator -(NDArray<double> left, NDArray<Complex> right) => ComplexDriver.Run<double, Complex, ComplexDifference>(left, right, "left - right");

        /// <summary>The difference, element by element.</summary>
        [Op("subtract")]
        public static NDArray<Complex> operator -(NDArray<Complex> left, double right) => ComplexDriver.Run<Complex, double, ComplexDifference>(left, right, "left - right");

        /// <summary>The difference, element by element.</summary>
        [Op("subtract")]
        public static NDArray<Complex> operator -(double left, NDArray<Complex> right) => ComplexDriver.Run<double, Complex, ComplexDifference>(left, right, "left - right");

        /// <summary>The product, element by element.</summary>
        [Op("multiply")]
        public static NDArray<Complex> operator *(NDArray<Complex> left, NDArray<Complex> right) => ComplexDriver.Run<Complex, Complex, ComplexProduct>(left, right, "left * right");

        /// <summary>The product, element by element.</summary>
        [Op("multiply")]
        public static NDArray<Complex> operator *(NDArray<Complex> left, Complex right) => ComplexDriver.Run<Complex, Complex, ComplexProduct>(left, right, "left * right");

        /// <summary>The product, element by element.</summary>
        [Op("multiply")]
        public static NDArray<Complex> operator *(Complex left, NDArray<Complex> right) => ComplexDriver.Run<Complex, Complex, ComplexProduct>(left, right, "left * right");

        /// <summary>The product, element by element.</summary>
        [Op("multiply")]
        public static NDArray<Complex> operator *(NDArray<Complex> left, NDArray<double> right) => ComplexDriver.Run<Complex, double, ComplexProduct>(left, right, "left * right");

        /// <summary>The product, element by element.</summary>
        [Op("multiply")]
        public static NDArray<Complex> operator *(NDArray<double> left, NDArray<Complex> right) => ComplexDriver.Run<Complex, double, ComplexProduct>(right, left, "left * right");

        /// <summary>The product, element by element.</summary>
        [Op("multiply")]
        public static NDArray<Complex> operator *(NDArray<Complex> left, double right) => ComplexDriver.Run<Complex, double, ComplexProduct>(left, right, "left * right");

        /// <summary>The product, element by element.</summary>
        [Op("multiply")]
        public static NDArray<Complex> operator *(double left, NDArray<Complex> right) => ComplexDriver.Run<Complex, double, ComplexProduct>(right, left, "left * right");

        /// <summary>The quotient, element by element; NaN where the divisor is 0.</summary>
        [Op("divide")]
        public static NDArray<Complex> operator /(NDArray<Complex> left, NDArray<Complex> right) => ComplexDriver.Run<Complex, Complex, ComplexQuotient>(left, right, "left / right");

        /// <summary>The quotient, element by element; NaN where the divisor is 0.</summary>
        [Op("divide")]
        public static NDArray<Complex> operator /(NDArray<Complex> left, Complex right) => ComplexDriver.Run<Complex, Complex, ComplexQuotient>(left, right, "left / right");

        /// <summary>The quotient, element by element; NaN where the divisor is 0.</summary>
        [Op("divide")]
        public static NDArray<Complex> operator /(Complex left, NDArray<Complex> right) => ComplexDriver.Run<Complex, Complex, ComplexQuotient>(left, right, "left / right");

        /// <summary>The quotient, element by element; NaN where the divisor is 0.</summary>
        [Op("divide")]
        public static NDArray<Complex> operator /(NDArray<Complex> left, NDArray<double> right) => ComplexDriver.Run<Complex, double, ComplexQuotient>(left, right, "left / right");

        /// <summary>The quotient, element by element; NaN where the divisor is 0.</summary>
        [Op("divide")]
        public static NDArray<Complex> operator /(NDArray<double> left, NDArray<Complex> right) => ComplexDriver.Run<double, Complex, ComplexQuotient>(left, right, "left / right");

        /// <summary>The quotient, element by element; NaN where the divisor is 0.</summary>
        [Op("divide")]
        public static NDArray<Complex> operator /(NDArray<Complex> left, double right) => ComplexDriver.Run<Complex, double, ComplexQuotient>(left, right, "left / right");

        /// <summary>The quotient, element by element; NaN where the divisor is 0.</summary>
        [Op("divide")]
        public static NDArray<Complex> operator /(double left, NDArray<Complex> right) => ComplexDriver.Run<double, Complex, ComplexQuotient>(left, right, "left / right");

        /// <summary>The elements with the other sign.</summary>
        [Op("negative")]
        public static NDArray<Complex> operator -(NDArray<Complex> value) => ComplexParts.Join(-Real(value), -Imag(value));
    }

    /// <summary>Arrays of real numbers with a complex number.</summary>
    extension(NDArray<double>)
    {
        /// <summary>The sum, element by element.</summary>
        [Op("add")]
        public static NDArray<Complex> operator +(NDArray<double> left, Complex right) => ComplexDriver.Run<Complex, double, ComplexSum>(right, left, "left + right");

        /// <summary>The sum, element by element.</summary>
        [Op("add")]
        public static NDArray<Complex> operator +(Complex left, NDArray<double> right) => ComplexDriver.Run<Complex, double, ComplexSum>(left, right, "left + right");

        /// <summary>The difference, element by element.</summary>
        [Op("subtract")]
        public static NDArray<Complex> operator -(NDArray<double> left, Complex right) => ComplexDriver.Run<double, Complex, ComplexDifference>(left, right, "left - right");

        /// <summary>The difference, element by element.</summary>
        [Op("subtract")]
        public static NDArray<Complex> operator -(Complex left, NDArray<double> right) => ComplexDriver.Run<Complex, double, ComplexDifference>(left, right, "left - right");

        /// <summary>The product, element by element.</summary>
        [Op("multiply")]
        public static NDArray<Complex> operator *(NDArray<double> left, Complex right) => ComplexDriver.Run<Complex, double, ComplexProduct>(right, left, "left * right");

        /// <summary>The product, element by element.</summary>
        [Op("multiply")]
        public static NDArray<Complex> operator *(Complex left, NDArray<double> right) => ComplexDriver.Run<Complex, double, ComplexProduct>(left, right, "left * right");

        /// <summary>The quotient, element by element; NaN where the divisor is 0.</summary>
        [Op("divide")]
        public static NDArray<Complex> operator /(NDArray<double> left, Complex right) => ComplexDriver.Run<double, Complex, ComplexQuotient>(left, right, "left / right");

        /// <summary>The quotient, element by element; NaN where the divisor is 0.</summary>
        [Op("divide")]
        public static NDArray<Complex> operator /(Complex left, NDArray<double> right) => ComplexDriver.Run<Complex, double, ComplexQuotient>(left, right, "left / right");
    }
}
