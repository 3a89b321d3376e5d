-- Indexing two dimensions: the product of two matrices by three loops.
local function product(a, b)
  local m, n, p = #a, #a[1], #b[1]
  local c = {}
  for i = 1, m do
    c[i] = {}
    for j = 1, p do
      local s = 0.0
      for k = 1, n do
        s = s + a[i][k] * b[k][j]
      end
      c[i][j] = s
    end
  end
  return c
end

local function total(n)
  local a, b = {}, {}
  for i = 1, n do
    a[i], b[i] = {}, {}
    for j = 1, n do
      a[i][j] = 1.0 / (i + j - 1)
      b[i][j] = (i * j) % 7
    end
  end
  local c, s = product(a, b), 0.0
  for i = 1, n do
    for j = 1, n do s = s + c[i][j] end
  end
  return s
end

print(string.format("%.17g", total(240)))
