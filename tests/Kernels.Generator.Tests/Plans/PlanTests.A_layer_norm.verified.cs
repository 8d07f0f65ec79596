1. check: the shapes of centred / Sqrt(variance + 1e-5f) * gamma broadcast  [Model.cs:10]
2. check: the shapes of centred / Sqrt(variance + 1e-5f) * gamma + beta broadcast  [Model.cs:10]
3. row nest over axis -1: a block of rows at a time, and what passes between the stages stays in cache  [Model.cs:7]
     reads    %x, %gamma, %beta
     stage    fold each row: %mean = Mean(x, axis: -1, keepDims: true)
     stage    loop 0 over elements: %centred, %0 = subtract, multiply
     stage    fold each row: %variance = Mean(centred * centred, axis: -1, keepDims: true)
     stage    loop 1 over the rows' values: %3 = add, sqrt
     stage    loop 2 over elements: %6 = divide, multiply, add
     rows     of 17 to 2048 elements in one body: each fold in registers, inside the loop over what it folds
     writes   %6 f32[...beta&gamma&x]
the result is %6

0 loops, 1 row nest, 2 reductions, 0 temporaries
