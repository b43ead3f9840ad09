#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <tuple>

#include "days/calendar.hpp"

namespace nb = nanobind;
using namespace intercut::days;

namespace {

constexpr int most_dates = 12;  // of payees' tables by mask of slots

template <class T>
void read(const nb::dict& packed, const char* name, T& into) {
    if (!packed.contains(name)) throw nb::key_error(name);
    into = nb::cast<T>(packed[name]);
}

void refuse_unless(bool fine, const char* what) {
    if (!fine) throw nb::value_error(what);
}

Tables tables_of(const nb::dict& d) {
    Tables t;
    read(d, "strip", t.strip), read(d, "place", t.place), read(d, "set", t.set), read(d, "light", t.light);
    read(d, "setup", t.setup), read(d, "minutes", t.minutes), read(d, "eighths", t.eighths);
    read(d, "with_child", t.with_child), read(d, "people", t.people);
    read(d, "move_minutes", t.move_minutes), read(d, "move_cost", t.move_cost), read(d, "place_setup", t.place_setup);
    read(d, "first_shot", t.first_shot), read(d, "set_change", t.set_change), read(d, "light_change", t.light_change);
    read(d, "normal", t.normal), read(d, "longest", t.longest), read(d, "most_moves", t.most_moves), read(d, "grid", t.grid);
    read(d, "meal_after", t.meal_after), read(d, "meal_length", t.meal_length), read(d, "unit_wrap", t.unit_wrap);
    read(d, "overtime_hour", t.overtime_hour), read(d, "move_price", t.move_price), read(d, "child_price", t.child_price);
    read(d, "story_price", t.story_price), read(d, "balanced", t.balanced), read(d, "big", t.big);
    read(d, "before", t.before), read(d, "turned", t.turned);
    read(d, "own_longest", t.own_longest), read(d, "own_normal", t.own_normal), read(d, "own_aside", t.own_aside);
    read(d, "cast", t.cast), read(d, "ready", t.ready), read(d, "strike", t.strike), read(d, "rest", t.rest);
    read(d, "own_rate", t.own_rate), read(d, "calls_free", t.calls_free), read(d, "calls", t.calls), read(d, "windows", t.windows);
    refuse_unless(t.grid > 0, "grid");
    return t;
}

Sets sets_of(const nb::dict& d) {
    Sets s;
    read(d, "strips", s.strips), read(d, "options", s.options), read(d, "loss", s.loss), read(d, "fixed", s.fixed);
    read(d, "least", s.least), read(d, "who", s.who), read(d, "places", s.places), read(d, "open", s.open);
    const std::size_t n = s.strips.size();
    refuse_unless(s.options.size() == n && s.loss.size() == n && s.fixed.size() == n && s.least.size() == n &&
                      s.who.size() == n && s.places.size() == n && s.open.size() == n, "sets");
    for (Mask m : s.strips) refuse_unless(m != 0, "an empty set");
    return s;
}

Terms terms_of(const nb::dict& d) {
    Terms t;
    read(d, "n_slots", t.n_slots);
    refuse_unless(t.n_slots >= 0 && t.n_slots < 64, "n_slots");
    read(d, "date", t.date);
    refuse_unless(t.date.size() == static_cast<std::size_t>(t.n_slots), "date");
    std::vector<std::vector<Money>> pay;
    read(d, "pay", pay);
    refuse_unless(pay.empty() || t.n_slots <= most_dates, "n_slots");
    for (auto& p : pay) {
        refuse_unless(p.size() == std::size_t{1} << t.n_slots, "pay");
        t.payees.push_back({std::move(p)});
    }
    read(d, "opening", t.opening), read(d, "reopened", t.reopened), read(d, "dated", t.dated);
    std::vector<std::tuple<int, int, Money>> turned;
    read(d, "turned", turned);
    for (const auto& [later, earlier, price] : turned) t.turned.push_back({later, earlier, price});
    std::vector<std::tuple<int, int, int, int>> gaps;
    read(d, "gaps", gaps);
    for (const auto& [one, two, least, most] : gaps) t.gaps.push_back({one, two, least, most});
    return t;
}

class Dates {
public:
    Dates(const nb::dict& tables, const nb::dict& sets, const nb::dict& terms)
        : calendar_(tables_of(tables), sets_of(sets), terms_of(terms)) {}

    nb::tuple search(Mask needed, int days, Money budget, Money extra, Money below, std::size_t most_ways,
                     std::int64_t most_nodes, double seconds) {
        Found found;
        {
            nb::gil_scoped_release free;
            found = calendar_.search(needed, days, budget, extra, below, most_ways, most_nodes, seconds);
        }
        std::vector<std::tuple<Money, std::vector<std::tuple<int, int, int, int, Ints>>>> ways;
        for (const Way& way : found.ways) {
            std::vector<std::tuple<int, int, int, int, Ints>> days;
            for (std::size_t n = 0; n < way.slots.size(); n++)
                days.emplace_back(way.slots[n], way.sets[n], way.shots[n].light, way.shots[n].call, way.shots[n].order);
            ways.emplace_back(way.cost, std::move(days));
        }
        return nb::make_tuple(ways, found.partitions, found.nodes, found.whole);
    }
    std::vector<Money> least_anywhere(const Ints& sets) {
        nb::gil_scoped_release free;
        std::vector<Money> found;
        for (int k : sets) found.push_back(calendar_.least_anywhere(k));
        return found;
    }
    void set_losses(std::vector<Money> losses) { calendar_.set_losses(std::move(losses)); }
    std::optional<Money> least_on(int slot, const Ints& options) { return calendar_.least_on(slot, options, 0); }
    Money both(int slot, const Ints& first, int next, const Ints& then, Money most) {
        const auto one = calendar_.least_on(slot, first, 0), two = calendar_.least_on(next, then, 0);
        return one && two ? calendar_.both(slot, first, *one, next, then, *two, most) : -1;
    }
    void stop() { calendar_.stop(); }

private:
    Calendar calendar_;
};

}  // namespace

void bind_days(nb::module_& m) {
    nb::class_<Dates>(m, "Calendar", "Sets of strips as unit days, and their dates.")
        .def(nb::init<const nb::dict&, const nb::dict&, const nb::dict&>(), nb::arg("tables"), nb::arg("sets"), nb::arg("terms"))
        .def("search", &Dates::search, nb::arg("needed"), nb::arg("days"), nb::arg("budget"), nb::arg("extra"), nb::arg("below"),
             nb::arg("most_ways"), nb::arg("most_nodes"), nb::arg("seconds"))
        .def("least_anywhere", &Dates::least_anywhere, nb::arg("sets"))
        .def("set_losses", &Dates::set_losses, nb::arg("losses"))
        .def("least_on", &Dates::least_on, nb::arg("slot"), nb::arg("options"))
        .def("both", &Dates::both, nb::arg("slot"), nb::arg("first"), nb::arg("next"), nb::arg("then"), nb::arg("most"))
        .def("stop", &Dates::stop);
}
