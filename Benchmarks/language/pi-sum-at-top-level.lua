-- The same sum as a notebook's cell holds it: loops over names that are global.
total = 0.0
for _ = 1, 600 do
  total = 0.0
  for k = 1, 10000 do
    total = total + 1 / (k * k)
  end
end

print(string.format("%.17g", total))
