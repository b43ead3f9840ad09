#include <nanobind/nanobind.h>
#include <nanobind/stl/array.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <tuple>

#include "days/pricing.hpp"

namespace nb = nanobind;
using namespace intercut::days;

namespace {

template <class T>
void read(const nb::dict& packed, const char* name, T& into) {
    if (!packed.contains(name)) throw nb::key_error(name);
    into = nb::cast<T>(packed[name]);
}

void refuse_unless(bool fine, const char* what) {
    if (!fine) throw nb::value_error(what);
}

bool within(const Ints& numbers, std::size_t size) {
    for (int n : numbers)
        if (n < 0 || static_cast<std::size_t>(n) >= size) return false;
    return true;
}

Stock stock_of(const nb::dict& d) {
    Stock s;
    read(d, "strip", s.strip), read(d, "place", s.place), read(d, "set", s.set), read(d, "light", s.light);
    read(d, "weight", s.weight), read(d, "eighths", s.eighths), read(d, "payees", s.payees), read(d, "open", s.open);
    read(d, "clashes", s.clashes), read(d, "minutes", s.minutes), read(d, "to", s.to), read(d, "way_cost", s.way_cost);
    read(d, "place_setup", s.setup), read(d, "base", s.base), read(d, "set_change", s.set_change);
    read(d, "light_change", s.light_change), read(d, "fee", s.fee), read(d, "first_shot", s.first_shot);
    read(d, "normal", s.normal), read(d, "room", s.room), read(d, "most_places", s.most_places);
    read(d, "most_pages", s.most_pages), read(d, "meal_after", s.meal_after), read(d, "meal_length", s.meal_length);
    read(d, "unit_wrap", s.unit_wrap), read(d, "overtime_hour", s.overtime_hour), read(d, "day_cost", s.day_cost);
    read(d, "children", s.children), read(d, "n_payees", s.n_payees);
    const std::size_t n = s.strip.size(), places = s.to.size();
    refuse_unless(s.place.size() == n && s.set.size() == n && s.light.size() == n && s.weight.size() == n &&
                      s.eighths.size() == n && s.payees.size() == n && s.open.size() == n, "options");
    refuse_unless(s.clashes.size() == s.minutes.size() && within(s.strip, s.minutes.size()), "strips");
    for (const Ints& row : s.clashes) refuse_unless(within(row, s.minutes.size()), "clashes");
    refuse_unless(within(s.place, places) && s.way_cost.size() == places && s.setup.size() == places && s.base.size() == places &&
                      s.set_change.size() == places && s.light_change.size() == places && s.fee.size() == places, "places");
    for (const Ints& row : s.to) refuse_unless(row.size() == places, "to");
    for (const auto& row : s.way_cost) refuse_unless(row.size() == places, "way_cost");
    refuse_unless(s.n_payees >= 0, "n_payees");
    for (const Ints& row : s.payees) refuse_unless(within(row, s.n_payees), "payees");
    for (const auto& row : s.open) refuse_unless(row.size() == s.open[0].size(), "open");
    for (int w : s.weight) refuse_unless(w > 0, "weight");
    for (int change : s.set_change) refuse_unless(change >= 0, "set_change");
    refuse_unless(s.room >= 0 && s.room < 100'000 && s.first_shot >= 0 && s.overtime_hour >= 0, "unit");
    return s;
}

class Prices {
public:
    Prices(const nb::dict& stock) : pricing_(stock_of(stock)), n_payees_(nb::cast<std::size_t>(stock["n_payees"])) {
        n_strips_ = nb::cast<Ints>(stock["minutes"]).size();
    }

    nb::tuple find(std::vector<double> worth, std::vector<double> day, double count, std::vector<std::array<int, 3>> triples,
                   std::vector<double> due, double floor, std::size_t most, std::size_t each, std::int64_t most_nodes) {
        refuse_unless(worth.size() == n_strips_, "worth");
        refuse_unless(day.size() == n_payees_, "day");
        refuse_unless(due.size() == triples.size() && most > 0 && each > 0, "due");
        for (const auto& triple : triples)
            for (int s : triple) refuse_unless(s >= 0 && static_cast<std::size_t>(s) < n_strips_, "triples");
        const Duals duals{std::move(worth), std::move(day), count, std::move(triples), std::move(due)};
        Offer offer;
        {
            nb::gil_scoped_release free;
            offer = pricing_.find(duals, floor, most, each, most_nodes);
        }
        std::vector<std::tuple<double, Money, Ints>> sets;
        for (Bought& one : offer.sets) sets.emplace_back(one.value, one.cost, std::move(one.options));
        return nb::make_tuple(sets, offer.most, offer.nodes, offer.whole);
    }
    bool too_many() const { return pricing_.too_many(); }
    void stop() { pricing_.stop(); }

private:
    Pricing pricing_;
    std::size_t n_payees_, n_strips_;
};

}  // namespace

void bind_pricing(nb::module_& m) {
    nb::class_<Prices>(m, "Pricing", "The unit days most worth adding to a programme over sets of strips.")
        .def(nb::init<const nb::dict&>(), nb::arg("stock"))
        .def("find", &Prices::find, nb::arg("worth"), nb::arg("day"), nb::arg("count"), nb::arg("triples"), nb::arg("due"),
             nb::arg("floor"), nb::arg("most"), nb::arg("each"), nb::arg("most_nodes"))
        .def("too_many", &Prices::too_many)
        .def("stop", &Prices::stop);
}
