#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <chrono>
#include <memory>
#include <optional>
#include <tuple>

#include "board/load.hpp"
#include "board/search.hpp"
#include "board/state.hpp"

namespace nb = nanobind;
using namespace intercut::board;

namespace {

using Place = std::tuple<int, int, int, Sequence>;  // slot, light, call, sequence
using Days = std::vector<std::pair<int, std::optional<std::tuple<int, int, Sequence>>>>;

// A state one can look into: what the tests hold against the plain twin.
class Desk {
public:
    explicit Desk(const nb::dict& packed) : problem_(loaded(packed)), book_(problem_), state_(problem_, book_) {}

    nb::tuple day(int slot, int light, int call, const Sequence& sequence) {
        return told(book_.day(slot, light, call, sequence));
    }
    nb::tuple best(int slot, int light, const Sequence& sequence, std::optional<int> near) {
        return told(book_.best(slot, light, sequence, near.value_or(-9999)));
    }
    std::tuple<int, int, Money> price(const Days& days, const std::vector<std::pair<int, int>>& events) {
        Changes changes = made(days, events);
        const Value v = state_.price(changes);
        return {v.hard, v.rest, v.cost};
    }
    void apply(const Days& days, const std::vector<std::pair<int, int>>& events) {
        Changes changes = made(days, events);
        state_.apply(changes);
    }
    void set_mode(int choice, int mode) { state_.set_mode(choice, mode); }
    std::tuple<int, Money> value() const { return {state_.value().hard, state_.value().cost}; }
    // By how much pay would change if two days changed places, as the search foresees it.
    Money foreseen(int one, int two) {
        Foresight& foresight = state_.foresight();
        foresight.begin();
        foresight.strips_of(one, one, -1), foresight.strips_of(one, two, 1);
        foresight.strips_of(two, two, -1), foresight.strips_of(two, one, 1);
        return foresight.change();
    }
    std::tuple<int, Money> recounted() {
        const Value v = state_.recounted();
        return {v.hard, v.cost};
    }

private:
    nb::tuple told(const Ref& d) const {
        std::vector<std::tuple<int, int, int, int>> entries;
        for (const Entry& e : d->entries) entries.emplace_back(e.option, e.arrive, e.start, e.end);
        std::vector<std::vector<int>> who;
        for (const Stay& s : d->who)
            who.push_back({s.person, s.begin, s.end, s.first_base, s.last_base, d->date, s.work, s.first_place, s.last_place});
        return nb::make_tuple(d->call, d->hard, d->cost, entries, who, d->wrap, d->base, d->zero, d->elements);
    }
    Changes made(const Days& days, const std::vector<std::pair<int, int>>& events) {
        Changes changes;
        for (const auto& [slot, day] : days) {
            if (day)
                changes.set(slot, book_.day(slot, std::get<0>(*day), std::get<1>(*day), std::get<2>(*day)));
            else
                changes.set(slot, {});
        }
        for (const auto& [event, way] : events) changes.events.push_back({event, way});
        return changes;
    }

    Problem problem_;
    Book book_;
    State state_;
};

using PlainDays = std::vector<std::tuple<int, int, int, Sequence>>;
using Plain = std::tuple<PlainDays, Ints, Ints>;  // days, way of each event, mode of each choice

void refuse_unless(bool fine, const char* what) {
    if (!fine) throw nb::value_error(what);
}

// All there is to one production: first plans, calls, and searches.
class Planner {
public:
    explicit Planner(const nb::dict& packed) : problem_(loaded(packed)) {}

    nb::tuple first(const Plain& start, bool mend, nb::callable stop) {
        const Board board = read(start);
        Ints moved;
        Watch watch(stop);
        Walk walk(problem_, 0);
        {
            nb::gil_scoped_release without_gil;
            walk.fill(board);
            walk.first(mend, moved, [&] { return watch.stops(); });
        }
        watch.rethrow();
        const Standing s = walk.state.standing();
        return nb::make_tuple(plain(walk.board()), moved, std::make_tuple(s.hard, s.eighths, s.strips, s.cost));
    }

    Plain call_days(const Plain& start, nb::callable stop) {
        const Board board = read(start);
        Watch watch(stop);
        Walk walk(problem_, 0);
        {
            nb::gil_scoped_release without_gil;
            walk.fill(board);
            walk.call_days([&] { return watch.stops(); });
        }
        watch.rethrow();
        return plain(walk.board());
    }

    Plain settle(const Plain& start, const Ints& slots) {
        const Board board = read(start);
        for (int slot : slots) refuse_unless(slot >= 0 && slot < problem_.n_slots, "slot");
        nb::gil_scoped_release without_gil;
        Walk walk(problem_, 0);
        walk.fill(board);
        walk.settle(slots);
        return plain(walk.board());
    }

    nb::tuple search(const Plain& start, double seconds, long long iterations, int threads, std::uint64_t seed,
                     nb::callable watch) {
        refuse_unless(threads >= 1 && threads <= 256, "threads: 1 to 256");
        refuse_unless(seconds >= 0 || iterations >= 0, "a limit is needed");
        const Board board = read(start);
        const Limits limits{seconds, iterations, threads, seed};
        Found found;
        {
            nb::gil_scoped_release without_gil;
            found = intercut::board::search(problem_, board, limits, [&](const Told& told) {
                nb::gil_scoped_acquire gil;
                if (PyErr_CheckSignals() != 0) throw nb::python_error();
                const Standing& s = told.best;
                nb::object better = told.board ? nb::cast(plain(*told.board)) : nb::none();
                return nb::cast<bool>(watch(std::make_tuple(s.hard, s.eighths, s.strips, s.cost), told.iterations, better));
            });
        }
        const Standing& s = found.standing;
        return nb::make_tuple(plain(found.board), std::make_tuple(s.hard, s.eighths, s.strips, s.cost), found.iterations);
    }

private:
    // Asks Python now and then whether to stop; what goes wrong there is raised at the end.
    class Watch {
    public:
        explicit Watch(nb::callable& stop) : stop_(stop) {}
        bool stops() {
            const auto now = std::chrono::steady_clock::now();
            if (stopped_ || now - asked_ < std::chrono::milliseconds(50)) return stopped_;
            asked_ = now;
            nb::gil_scoped_acquire gil;
            try {
                if (PyErr_CheckSignals() != 0) throw nb::python_error();
                stopped_ = nb::cast<bool>(stop_());
            } catch (...) {
                raised_ = std::current_exception();
                stopped_ = true;
            }
            return stopped_;
        }
        void rethrow() const {
            if (raised_) std::rethrow_exception(raised_);
        }

    private:
        nb::callable& stop_;
        bool stopped_ = false;
        std::chrono::steady_clock::time_point asked_ = std::chrono::steady_clock::now();
        std::exception_ptr raised_;
    };

    Board read(const Plain& plain) const {
        Board board;
        std::vector<char> seen(problem_.n_slots, 0);
        for (const auto& [slot, light, call, sequence] : std::get<0>(plain)) {
            refuse_unless(slot >= 0 && slot < problem_.n_slots && !seen[slot], "slot");
            refuse_unless(light >= 0 && light < 3 && !sequence.empty(), "day");
            seen[slot] = 1;
            for (int o : sequence)
                refuse_unless(o < problem_.n_options && (o >= 0 || is_wait(o) || -1 - o < int(problem_.banners.size())), "option");
            board.days.push_back({slot, light, call, sequence});
        }
        board.events = std::get<1>(plain), board.modes = std::get<2>(plain);
        refuse_unless(int(board.events.size()) == problem_.n_events, "events");
        refuse_unless(int(board.modes.size()) == problem_.n_choices, "modes");
        for (int e = 0; e < problem_.n_events; e++)
            refuse_unless(board.events[e] < int(problem_.ways[e].size()), "way");
        for (int c = 0; c < problem_.n_choices; c++)
            refuse_unless(board.modes[c] >= 0 && board.modes[c] < int(problem_.choices[c].size()), "mode");
        return board;
    }
    static Plain plain(const Board& board) {
        Plain found;
        for (const PlacedDay& d : board.days) std::get<0>(found).emplace_back(d.slot, d.light, d.call, d.sequence);
        std::get<1>(found) = board.events, std::get<2>(found) = board.modes;
        return found;
    }

    Problem problem_;
};

}  // namespace

void bind_board(nb::module_& m) {
    nb::class_<Desk>(m, "Desk", "One state of a board, to be looked into.")
        .def(nb::init<const nb::dict&>(), nb::arg("packed"))
        .def("day", &Desk::day, nb::arg("slot"), nb::arg("light"), nb::arg("call"), nb::arg("sequence"))
        .def("best", &Desk::best, nb::arg("slot"), nb::arg("light"), nb::arg("sequence"), nb::arg("near").none() = nb::none())
        .def("price", &Desk::price, nb::arg("days"), nb::arg("events") = std::vector<std::pair<int, int>>())
        .def("apply", &Desk::apply, nb::arg("days"), nb::arg("events") = std::vector<std::pair<int, int>>())
        .def("set_mode", &Desk::set_mode, nb::arg("choice"), nb::arg("mode"))
        .def("foreseen", &Desk::foreseen, nb::arg("one"), nb::arg("two"))
        .def("value", &Desk::value)
        .def("recounted", &Desk::recounted);
    nb::class_<Planner>(m, "Planner", "First plans, calls and searches of one production.")
        .def(nb::init<const nb::dict&>(), nb::arg("packed"))
        .def("first", &Planner::first, nb::arg("start"), nb::arg("mend"), nb::arg("stop"))
        .def("call_days", &Planner::call_days, nb::arg("start"), nb::arg("stop"))
        .def("settle", &Planner::settle, nb::arg("start"), nb::arg("slots"))
        .def("search", &Planner::search, nb::arg("start"), nb::kw_only(), nb::arg("seconds"), nb::arg("iterations"),
             nb::arg("threads"), nb::arg("seed"), nb::arg("watch"));
}
