// The C interfaces of BLAS and LAPACK as Debian's OpenBLAS and LAPACKE packages install them.
#include <cblas.h>
#include <lapacke.h>
