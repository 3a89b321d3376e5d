// The C interfaces of BLAS and LAPACK as Debian's OpenBLAS and LAPACKE packages install them.
// Swift cannot import C99 complex numbers, so LAPACKE is given a structure of two doubles instead (same layout).
typedef struct { float real, imaginary; } clapack_complex_float;
typedef struct { double real, imaginary; } clapack_complex_double;
#define LAPACK_COMPLEX_CUSTOM
#define lapack_complex_float clapack_complex_float
#define lapack_complex_double clapack_complex_double
#include <cblas.h>
#include <lapacke.h>

// OpenBLAS starts its threads when it is loaded, and they spin for a while before they sleep. Its builds without threads
// have no such function.
extern int blas_thread_shutdown_(void) __attribute__((weak));
static inline void clapack_stop_threads(void) {
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}
