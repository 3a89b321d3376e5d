-- Flags and steps: the sieve of Eratosthenes.
local function count_primes(n)
  local prime = {}
  for i = 1, n do prime[i] = true end
  prime[1] = false
  local i = 2
  while i * i <= n do
    if prime[i] then
      for j = i * i, n, i do
        prime[j] = false
      end
    end
    i = i + 1
  end
  local total = 0
  for i = 1, n do
    if prime[i] then total = total + 1 end
  end
  return total
end

print(count_primes(6000000))
