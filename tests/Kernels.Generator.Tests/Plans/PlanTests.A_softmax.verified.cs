1. row nest over axis -1: a block of rows at a time, and what passes between the stages stays in cache  [Model.cs:7]
     reads    %x
     stage    fold each row: %0 = Max(x, axis: -1, keepDims: true)
     stage    loop 0 over elements: %e = subtract, exp
     stage    fold each row: %2 = Sum(e, axis: -1, keepDims: true)
     stage    loop 1 over elements: %3 = divide
     rows     of 17 to 2048 elements in one body: each fold in registers, inside the loop over what it folds; %e in a row of scratch
     writes   %3 f32[...x]
the result is %3

0 loops, 1 row nest, 2 reductions, 0 temporaries
