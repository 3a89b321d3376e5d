// The partition of a quicksort by vector instructions, for a file that says what its registers are: `INLINE` and `WITH_VECTORS`,
// the type `keys_register`, its number of `lanes`, and the functions `load`, `spread` (one key in all lanes), `place` and
// `place_rest`.

enum { unrolled = 8, stride = unrolled * lanes };

// The two ends of what is free.
struct free_space {
  int64_t *left, *right;
};

// Writes the lanes that belong to the left and those that belong to the right to both ends of what is free: at least a
// register on each side, or one on both. The keys above the pivot go to the right, or also those equal to it.
INLINE void place(struct free_space *space, keys_register v, keys_register pivot, const bool equal_goes_left);

// The same for fewer keys than a stride, which are read before anything is written.
INLINE void place_rest(
  struct free_space *space, const int64_t *keys, size_t count, keys_register pivot, const bool equal_goes_left);

// Moves the keys below the pivot (and those equal to it, if so asked) to the left; gives their number. There are at
// least two strides of keys.
INLINE size_t partition(int64_t *keys, size_t count, int64_t pivot, const bool equal_goes_left) {
  const keys_register limit = spread(pivot);
  int64_t *read_left = keys + stride, *read_right = keys + count - stride;
  struct free_space space = {keys, keys + count};
  keys_register first[unrolled], last[unrolled];
  for (int i = 0; i < unrolled; i++) {
    first[i] = load(keys + i * lanes);
    last[i] = load(read_right + i * lanes);
  }
  while (read_right - read_left >= stride) {
    // The side with less room is read, so that both have enough.
    keys_register v[unrolled];
    const int64_t *source;
    if (read_left - space.left <= space.right - read_right) {
      source = read_left;
      read_left += stride;
    } else {
      read_right -= stride;
      source = read_right;
    }
    for (int i = 0; i < unrolled; i++) v[i] = load(source + i * lanes);
    for (int i = 0; i < unrolled; i++) place(&space, v[i], limit, equal_goes_left);
  }
  // What is left between the two is less than a stride: it is taken out whole.
  place_rest(&space, read_left, (size_t)(read_right - read_left), limit, equal_goes_left);
  for (int i = 0; i < unrolled; i++) place(&space, first[i], limit, equal_goes_left);
  for (int i = 0; i < unrolled; i++) place(&space, last[i], limit, equal_goes_left);
  return (size_t)(space.left - keys);
}

WITH_VECTORS static size_t partition_below(int64_t *keys, size_t count, int64_t pivot) {
  return partition(keys, count, pivot, false);
}

WITH_VECTORS static size_t partition_up_to(int64_t *keys, size_t count, int64_t pivot) {
  return partition(keys, count, pivot, true);
}
