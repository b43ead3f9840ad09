#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/vector.h>

#include <optional>

#include "solve.hpp"

namespace nb = nanobind;
using namespace intercut::sequence;

namespace {

// What is refused here is a mistake of the caller in Python, who has checked it in better words.
void refuse(const Instance& instance, const Settings& settings) {
    const auto fail = [](const char* why) { throw nb::value_error(why); };
    if (settings.threads < 1 || settings.threads > 256) fail("threads: 1 to 256");
    if (instance.people > 1024) fail("at most 1,024 people");
    Money pay = 0, days = 0;
    constexpr Money most = Money{1} << 62;
    for (Money p : instance.pay) {
        if (p < 0 || p >= most - pay) fail("pay out of range");
        pay += p;
    }
    for (Money d : instance.days) {
        if (d < 1 || d >= most - days) fail("days out of range");
        days += d;
    }
    if (pay && days >= most / pay) fail("all pay times all days must stay below 2^62");
    for (const auto& scenes : instance.scenes_of)
        for (std::size_t i = 0; i < scenes.size(); i++)
            if (scenes[i] < 0 || scenes[i] >= instance.scenes || (i && scenes[i] <= scenes[i - 1]))
                fail("scenes of a person must be rising numbers of scenes");
}

nb::tuple solve_sequence(std::vector<std::vector<int>> scenes_of, std::vector<Money> pay,
                         std::vector<Money> days, double seconds, int threads, std::size_t memory_bytes,
                         std::uint64_t seed, std::optional<nb::callable> watch, bool portable) {
    Instance instance;
    instance.scenes = int(days.size());
    instance.people = int(pay.size());
    instance.scenes_of = std::move(scenes_of);
    instance.pay = std::move(pay);
    instance.days = std::move(days);
    const Settings settings{threads, memory_bytes, seed, portable};
    if (instance.scenes_of.size() != instance.pay.size()) throw nb::value_error("one pay for each person");
    refuse(instance, settings);
    bool interrupted = false;
    std::exception_ptr raised;
    Monitor monitor(seconds, [&](const Standing& now) {
        nb::gil_scoped_acquire gil;
        if (PyErr_CheckSignals() != 0) {
            if (!PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
                raised = std::make_exception_ptr(nb::python_error());
                return false;
            }
            PyErr_Clear();
            interrupted = true;
            return false;
        }
        if (!watch) return true;
        try {
            return nb::cast<bool>((*watch)(now.cost, now.bound, now.seconds, now.expanded));
        } catch (nb::python_error& error) {
            // Ctrl-C may as well come to light inside the caller's own function.
            if (error.matches(PyExc_KeyboardInterrupt))
                interrupted = true;
            else
                raised = std::current_exception();
            return false;
        } catch (...) {
            raised = std::current_exception();
            return false;
        }
    });
    Answer answer;
    {
        nb::gil_scoped_release without_gil;
        answer = solve(instance, settings, monitor);
    }
    if (raised) std::rethrow_exception(raised);
    return nb::make_tuple(nb::cast(answer.order), answer.cost, answer.bound, answer.optimal, answer.exact,
                          answer.seconds, answer.expanded, interrupted);
}

}  // namespace

void bind_sequence(nb::module_& m) {
    m.def("solve_sequence", &solve_sequence, nb::arg("scenes_of"), nb::arg("pay"), nb::arg("days"), nb::kw_only(),
          nb::arg("seconds"), nb::arg("threads"), nb::arg("memory_bytes"), nb::arg("seed"),
          nb::arg("watch").none() = nb::none(), nb::arg("portable") = false,
          "Order, cost, bound, optimal, exact, seconds, expanded, interrupted.\n\n"
          "scenes_of: per person the rising numbers of their scenes; days of 1 or more; pay of 0 or more.\n"
          "watch(cost, bound, seconds, expanded) is called up to 50 times a second; False stops the search.\n"
          "portable leaves out the instructions that only newer processors have.");
}
