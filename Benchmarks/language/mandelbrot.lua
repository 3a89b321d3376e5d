-- Floating-point arithmetic in nested loops: steps until escape on a grid of the plane.
local function escape(cx, cy, limit)
  local x = 0.0
  local y = 0.0
  for step = 1, limit do
    local x2 = x * x
    local y2 = y * y
    if x2 + y2 > 4 then return step - 1 end
    y = 2 * x * y + cy
    x = x2 - y2 + cx
  end
  return limit
end

local function mandelbrot(width, height)
  local total = 0
  for i = 0, height - 1 do
    for j = 0, width - 1 do
      total = total + escape(-2 + 2.5 * j / width, -1.25 + 2.5 * i / height, 80)
    end
  end
  return total
end

print(mandelbrot(480, 480))
