// The native module: every kernel hands its functions to Python in a file of its own.
#include <nanobind/nanobind.h>

namespace nb = nanobind;

void bind_board(nb::module_& m);
void bind_days(nb::module_& m);
void bind_pricing(nb::module_& m);
void bind_sequence(nb::module_& m);

NB_MODULE(_native, m) {
    m.doc() = "Native kernels of the planner; their meaning is written in intercut.planning.kernel.reference.";
    bind_board(m);
    bind_days(m);
    bind_pricing(m);
    bind_sequence(m);
}
