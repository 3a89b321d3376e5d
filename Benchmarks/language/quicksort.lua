-- Indexing and recursion: quicksort of integers, in place.
local floor = math.floor

local function quicksort(a, low, high)
  local i, j = low, high
  while i < high do
    local pivot = a[floor((low + high) / 2)]
    while i <= j do
      while a[i] < pivot do i = i + 1 end
      while a[j] > pivot do j = j - 1 end
      if i <= j then
        a[i], a[j] = a[j], a[i]
        i = i + 1
        j = j - 1
      end
    end
    if low < j then quicksort(a, low, j) end
    low, j = i, high
  end
  return a
end

local function fill_at_random(n)
  local a = {}
  local x = 42
  for i = 1, n do
    x = x * 16807 % 2147483647
    a[i] = x
  end
  return a
end

local function checksum(a)
  local total = 0
  for i = 1, #a do
    total = (total * 31 + a[i]) % 1000000007
  end
  return total
end

local n = 300000
print(string.format("%d", checksum(quicksort(fill_at_random(n), 1, n))))
