1. for: %x#1  [Model.cs:7]
     copies   %x once before the loop, whose turns write into it
     chains   its loops, where they are large: a block of rows, or a segment of what is folded, goes through those of many turns while it is in a cache
     turn
      2. view: %3 = x[..^2]  [Model.cs:7]
      3. view: %4 = x[2..]  [Model.cs:7]
      4. loop 0: 0.5 * (x[..^2] + x[2..])  [Model.cs:7]
           computes add, multiply
           reads    %3, %4
           shifted  %3 by -2 from %4: where they lie so, wide vectors of them are made of its own
           writes   %6 into x.At[1..^1].Set(0.5 * (x[..^2] + x[2..])), in place: no array of it exists
      yields %x#3
the result is %x#1

1 loop, 0 row nests, 0 reductions, 0 temporaries
