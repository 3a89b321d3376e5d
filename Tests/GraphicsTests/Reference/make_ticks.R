# Writes ticks.csv beside this file: labeling::extended of the CRAN package `labeling` on 200 ranges.
#   Rscript make_ticks.R        (Debian: r-cran-labeling)
# Columns: dmin, dmax, m, first tick, last tick, step. Numbers have 17 digits, so they read back exactly.
library(labeling)

# A generator of our own, so that the ranges do not depend on R's version.
state <- 12345
random <- function() {
  state <<- (state * 16807) %% 2147483647
  state / 2147483647
}

ranges <- list()
add <- function(lower, upper, m) ranges[[length(ranges) + 1]] <<- c(lower, upper, m)

# Round ends.
for (upper in c(1, 2, 3, 5, 7, 10, 12, 24, 60, 100)) add(0, upper, 5)
for (upper in c(1, 2.5, 4, 9, 30)) add(-upper, upper, 6)
for (m in 3:10) add(0, 1, m)
for (m in 3:10) add(-3.7, 8.2, m)
add(8.1, 14.1, 4)
# Every magnitude.
for (k in 1:60) {
  scale <- 10 ^ floor(-30 + 60 * random())
  lower <- (random() - 0.5) * scale
  add(lower, lower + (0.05 + random()) * scale, 3 + floor(8 * random()))
}
# Of one sign, far from zero and wide.
for (k in 1:40) {
  sign <- if (k %% 2 == 0) 1 else -1
  a <- sign * (1 + 9 * random()) * 10 ^ floor(6 * random())
  b <- a * (1 + 3 * random())
  add(min(a, b), max(a, b), 3 + floor(8 * random()))
}
# A small span beside a large offset.
for (k in 1:34) {
  offset <- (random() - 0.5) * 10 ^ floor(1 + 5 * random())
  span <- abs(offset) * 10 ^ -floor(1 + 5 * random())
  add(offset, offset + span * (0.2 + random()), 3 + floor(8 * random()))
}
# Zero near an end.
for (k in 1:34) {
  span <- 10 ^ (random() * 6 - 3)
  add(-span * 0.1 * random(), span, 3 + floor(8 * random()))
}

lines <- vapply(ranges, function(range) {
  ticks <- extended(range[1], range[2], range[3])
  paste(format(c(range[1], range[2], range[3], ticks[1], ticks[length(ticks)], ticks[2] - ticks[1]), digits = 17,
    trim = TRUE, scientific = TRUE), collapse = ",")
}, "")
writeLines(c("dmin,dmax,m,first,last,step", lines), "ticks.csv")
cat(length(lines), "ranges\n")
