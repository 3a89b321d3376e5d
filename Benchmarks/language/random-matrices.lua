-- Small matrices: statistics of traces of powers of random matrices.
local random, sqrt, log, cos, pi = math.random, math.sqrt, math.log, math.cos, math.pi

local function gauss()
  return sqrt(-2 * log(1 - random())) * cos(2 * pi * random())
end

local function randn(n)
  local a = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = gauss() end
    a[i] = row
  end
  return a
end

local function transpose(a)
  local b = {}
  for j = 1, #a[1] do
    local row = {}
    for i = 1, #a do row[i] = a[i][j] end
    b[j] = row
  end
  return b
end

local function multiply(a, b)
  local c, inner, width = {}, #b, #b[1]
  for i = 1, #a do
    local row, left = {}, a[i]
    for j = 1, width do
      local s = 0
      for k = 1, inner do s = s + left[k] * b[k][j] end
      row[j] = s
    end
    c[i] = row
  end
  return c
end

local function trace(a)
  local s = 0
  for i = 1, #a do s = s + a[i][i] end
  return s
end

local function fourth_power(a)
  local square = multiply(a, a)
  return multiply(square, square)
end

local function append(row, other)
  for i = 1, #other do row[#row + 1] = other[i] end
end

local function deviation_over_mean(v)
  local mean = 0
  for i = 1, #v do mean = mean + v[i] / #v end
  local variance = 0
  for i = 1, #v do variance = variance + (v[i] - mean) ^ 2 / (#v - 1) end
  return sqrt(variance) / mean
end

local function statistics(rounds)
  local n, v, w = 5, {}, {}
  for i = 1, rounds do
    local a, b, c, d = randn(n), randn(n), randn(n), randn(n)
    local p, q = {}, {}
    for k = 1, n do
      p[k] = {}
      append(p[k], a[k]) append(p[k], b[k]) append(p[k], c[k]) append(p[k], d[k])
      q[k] = {}
      append(q[k], a[k]) append(q[k], b[k])
      q[n + k] = {}
      append(q[n + k], c[k]) append(q[n + k], d[k])
    end
    v[i] = trace(fourth_power(multiply(transpose(p), p)))
    w[i] = trace(fourth_power(multiply(transpose(q), q)))
  end
  return deviation_over_mean(v), deviation_over_mean(w)
end

local s, t = statistics(500)
print(s + t)
