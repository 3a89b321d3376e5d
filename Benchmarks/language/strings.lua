-- Text: building a long string piece by piece, and reading it letter by letter.
local byte = string.byte

local function words(n)
  local parts = {}
  for i = 1, n do
    parts[#parts + 1] = "(" .. i .. ", " .. i * i % 97 .. ")"
  end
  return table.concat(parts, "; ")
end

local function hashed(text)
  local h = 7
  for i = 1, #text do
    h = (h * 31 + byte(text, i)) % 1000003
  end
  return h
end

local function fizz(n)
  local text = ""
  for i = 1, n do
    if i % 15 == 0 then
      text = text .. "fizzbuzz"
    elseif i % 5 == 0 then
      text = text .. "buzz"
    elseif i % 3 == 0 then
      text = text .. "fizz"
    else
      text = text .. tostring(i)
    end
  end
  return text
end

local function total(rounds)
  local s = 0
  for _ = 1, rounds do
    s = s + hashed(words(20000)) + hashed(fizz(4000))
    s = s + #string.upper((string.gsub(words(20000), "; ", "")))
  end
  return s
end

print(total(25))
