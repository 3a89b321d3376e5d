-- Functions as arguments, and closures: cube roots by Newton's iteration.
local abs = math.abs

local function newton(f, df, x)
  for _ = 1, 100 do
    local step = f(x) / df(x)
    x = x - step
    if abs(step) < 1e-12 * abs(x) then break end
  end
  return x
end

local function sum_of_roots(n)
  local total = 0.0
  for a = 1, n do
    total = total + newton(function(x) return x^3 - a end, function(x) return 3 * x^2 end, 1.0)
  end
  return total
end

print(string.format("%.17g", sum_of_roots(120000)))
