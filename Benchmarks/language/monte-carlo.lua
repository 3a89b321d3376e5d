-- Random numbers one at a time: π from the share of points that fall into the circle.
local random = math.random

local function estimate(n)
  local inside = 0
  for _ = 1, n do
    local x = random()
    local y = random()
    if x^2 + y^2 <= 1 then inside = inside + 1 end
  end
  return 4 * inside / n
end

print(string.format("%.17g", estimate(3000000)))
