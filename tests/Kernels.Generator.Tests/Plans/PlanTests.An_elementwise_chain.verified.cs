1. loop 0: 0.5f * x * (1f + Tanh(0.79788456f * (x + 0.044715f * x * x * x)))  [Model.cs:5]
     computes multiply, multiply, multiply, multiply, add, multiply, tanh, add, multiply
     reads    %x
     writes   %12 f32[...x]: a result of its block
the result is %12

1 loop, 0 row nests, 0 reductions, 0 temporaries
