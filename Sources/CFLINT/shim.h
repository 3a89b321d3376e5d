// FLINT's exact integers and rationals; more headers as more of the library is used.
#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/fmpq.h>
