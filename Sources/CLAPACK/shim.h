// The C interfaces of BLAS and LAPACK as Debian's OpenBLAS and LAPACKE packages install them.
// Swift cannot import C99 complex numbers, so LAPACKE is given a structure of two doubles instead (same layout).
typedef struct { float real, imaginary; } clapack_complex_float;
typedef struct { double real, imaginary; } clapack_complex_double;
#define LAPACK_COMPLEX_CUSTOM
#define lapack_complex_float clapack_complex_float
#define lapack_complex_double clapack_complex_double
#include <cblas.h>
#include <lapacke.h>
