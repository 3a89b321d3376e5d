-- A sum in nested loops: the series of π²/6, again and again.
local function pisum(rounds, terms)
  local total
  for _ = 1, rounds do
    total = 0.0
    for k = 1, terms do
      total = total + 1 / (k * k)
    end
  end
  return total
end

print(string.format("%.17g", pisum(1500, 10000)))
