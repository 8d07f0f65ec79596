1. pieces: %p = Pad(x, 1)  [Model.cs:7]
     feeds    the loops that read it, piece by piece where these are not small: no array of it exists
2. pieces: %1 = p[..^2]  [Model.cs:8]
     feeds    the loops that read it, piece by piece where these are not small: no array of it exists
3. pieces: %2 = p[2..]  [Model.cs:8]
     feeds    the loops that read it, piece by piece where these are not small: no array of it exists
4. check: the shapes of p[..^2] + p[2..] - 2.0 * x broadcast  [Model.cs:8]
5. loop 0: p[..^2] + p[2..] - 2.0 * x  [Model.cs:8]
     computes add, multiply, subtract
     reads    %1, %2, %x
     shifted  %1 by -2 from %2: where they lie so, wide vectors of them are made of its own
     writes   %6 f64[...pad#1/(2)&x]: a result of its block
the result is %6

1 loop, 0 row nests, 0 reductions, 0 temporaries
