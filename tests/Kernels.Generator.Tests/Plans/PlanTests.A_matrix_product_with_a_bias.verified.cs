1. loop 0: x * 2f  [Model.cs:5]
     computes multiply
     reads    %x
     writes   %1 f32[...x]: an array, since `MatMul(x * 2f, w)` takes it
2. call: %2 = MatMul(x * 2f, w)  [Model.cs:5]
     feeds    the loop that reads it, which takes its rows as they are done: no array of it exists
3. check: the shapes of MatMul(x * 2f, w) + b broadcast  [Model.cs:5]
4. loop 1: Maximum(MatMul(x * 2f, w) + b, 0f)  [Model.cs:5]
     computes add, maximum
     reads    %2, %b
     writes   %5 f32[...b&matmul#1]: a result of its block
     apart    from step 1: different shapes, f32[...x] and f32[...b&matmul#1]
the result is %5

2 loops, 0 row nests, 0 reductions, 1 temporary
