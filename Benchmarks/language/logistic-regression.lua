-- Learning by scalar loops: logistic regression by gradient descent.
local exp = math.exp

local function samples(m, d)
  local xs, y = {}, {}
  local x = 7
  for i = 1, m do
    local s = 0.3
    xs[i] = {}
    for j = 1, d do
      x = x * 16807 % 2147483647
      xs[i][j] = 2 * x / 2147483647 - 1
      s = s + (-1) ^ j * j * xs[i][j]
    end
    x = x * 16807 % 2147483647
    y[i] = s + x / 2147483647 - 0.5 > 0 and 1.0 or 0.0
  end
  return xs, y
end

local function train(xs, y, rate, epochs)
  local m, d = #xs, #xs[1]
  local w, b = {}, 0.0
  for j = 1, d do w[j] = 0.0 end
  for _ = 1, epochs do
    local gradient, gradient_b = {}, 0.0
    for j = 1, d do gradient[j] = 0.0 end
    for i = 1, m do
      local s = b
      for j = 1, d do
        s = s + w[j] * xs[i][j]
      end
      local difference = 1 / (1 + exp(-s)) - y[i]
      for j = 1, d do
        gradient[j] = gradient[j] + difference * xs[i][j]
      end
      gradient_b = gradient_b + difference
    end
    for j = 1, d do
      w[j] = w[j] - rate * gradient[j] / m
    end
    b = b - rate * gradient_b / m
  end
  return w, b
end

local xs, y = samples(400, 4)
local w, b = train(xs, y, 0.5, 2400)
local total = b
for j = 1, #w do total = total + w[j] end
print(string.format("%.17g", total))
