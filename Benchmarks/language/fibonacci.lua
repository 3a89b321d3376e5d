-- Calls: the doubly recursive Fibonacci numbers.
local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

local function repeated(times)
  local total = 0
  for _ = 1, times do
    total = total + fib(30)
  end
  return total
end

print(repeated(5))
