// Sorting of 64-bit keys: by quicksort in vector instructions where the machine has them, else by radix.
#include "machines.h"
#include "sort.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

static void sort_small(int64_t *keys, size_t count) {
  for (size_t i = 1; i < count; i++) {
    int64_t key = keys[i];
    size_t j = i;
    for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
    keys[j] = key;
  }
}

// MARK: - Quicksort

// Keys to sort, and how many threads may do it.
struct part {
  const struct vector_sort *steps;
  int64_t *keys;
  size_t count;
  unsigned order;
  int depth;
  unsigned threads;
};

// At most 16 threads are 4 halvings; a part of fewer keys is not worth a thread.
enum { most_threads = 16, most_helpers = 4, shared_count = 1 << 16 };

static unsigned thread_count(void) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  return processors < 1 ? 1 : processors > most_threads ? most_threads : (unsigned)processors;
}

// A key near the middle: the median of a sample.
static int64_t pivot_of(struct part part) {
  int64_t sample[64];
  size_t size = part.count > 4096 ? 64 : 16;
  size_t step = part.count / size;
  for (size_t i = 0; i < size; i++) sample[i] = part.keys[i * step + step / 2];
  part.steps->sort_leaf(sample, size, 0);
  return sample[size / 2];
}

static void *sort_part(void *part);

// Sorts keys and turns them into elements. Where quicksort does badly, radix takes over.
static void quicksort(struct part part) {
  pthread_t helpers[most_helpers];
  struct part given[most_helpers];
  size_t helper_count = 0;
  while (part.count > part.steps->leaf_count) {
    if (part.depth-- == 0) {
      ckernels_radix_sort(part.keys, part.count, part.order);
      part.count = 0;
      break;
    }
    int64_t pivot = pivot_of(part);
    struct part left = part;
    left.count = part.steps->partition_below(part.keys, part.count, pivot);
    if (left.count == 0) {
      // The pivot is the smallest key: all that equal it are in their place.
      left.count = part.steps->partition_up_to(part.keys, part.count, pivot);
      to_elements(part.keys, left.count, part.order);
    } else {
      left.threads = left.count < shared_count ? 0 : part.threads / 2;
      bool is_given = false;
      if (left.threads > 0 && helper_count < most_helpers) {
        given[helper_count] = left;
        is_given = pthread_create(&helpers[helper_count], NULL, sort_part, &given[helper_count]) == 0;
      }
      if (is_given) {
        helper_count++;
        part.threads -= left.threads;
      } else {
        left.threads = 1;
        quicksort(left);
      }
    }
    part.keys += left.count;
    part.count -= left.count;
  }
  part.steps->sort_leaf(part.keys, part.count, part.order);
  for (size_t i = 0; i < helper_count; i++) pthread_join(helpers[i], NULL);
}

static void *sort_part(void *part) {
  quicksort(*(const struct part *)part);
  return NULL;
}

// MARK: - Keys

FOR_EACH_MACHINE static void float_keys(const int64_t *elements, int64_t *keys, size_t count) {
  for (size_t i = 0; i < count; i++) keys[i] = key_of(elements[i], ckernels_floats);
}

FOR_EACH_MACHINE static void complements(const int64_t *elements, int64_t *keys, size_t count) {
  for (size_t i = 0; i < count; i++) keys[i] = ~elements[i];
}

void ckernels_sort(const int64_t *elements, int64_t *result, size_t count, unsigned order) {
  size_t ascending = 1;
  while (ascending < count && key_of(elements[ascending - 1], order) <= key_of(elements[ascending], order)) ascending++;
  if (ascending >= count) {
    if (result != elements) memcpy(result, elements, count * sizeof *result);
    return;
  }
  const int64_t *source = elements;
  if (order & ckernels_floats) {
    float_keys(source, result, count);
    source = result;
  }
  if (order & ckernels_descending) {
    complements(source, result, count);
    source = result;
  }
  if (source != result) memcpy(result, source, count * sizeof *result);
  const struct vector_sort *steps = ckernels_vector_sort_512();
  if (!steps) steps = ckernels_vector_sort_256();
  if (steps) {
    // Where the pivots are bad again and again, radix takes over.
    int depth = 2 * (64 - __builtin_clzll(count));
    return quicksort((struct part){steps, result, count, order, depth, count < shared_count ? 1 : thread_count()});
  }
  if (count > 64) return ckernels_radix_sort(result, count, order);
  sort_small(result, count);
  to_elements(result, count, order);
}
