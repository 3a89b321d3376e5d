-- Numbers to text and back, in base 10 and in base 16.
local function roundtrips(n)
  local total = 0
  local x = 1
  for _ = 1, n do
    x = x * 16807 % 2147483647
    local decimal = tostring(x)
    local hexadecimal = string.format("%x", x)
    total = total + tonumber(decimal) - tonumber(hexadecimal, 16) + #decimal + #hexadecimal
  end
  return total
end

print(string.format("%d", roundtrips(1000000)))
