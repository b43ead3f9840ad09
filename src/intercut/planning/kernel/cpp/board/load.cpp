#include "board/load.hpp"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>

namespace nb = nanobind;

namespace intercut::board {

namespace {

class Reader {
public:
    explicit Reader(const nb::dict& packed) : packed_(packed) {}

    template <class T>
    void operator()(const char* name, T& into) const {
        if (!packed_.contains(name)) throw nb::key_error(name);
        into = nb::cast<T>(packed_[name]);
    }

private:
    const nb::dict& packed_;
};

void refuse_unless(bool fine, const char* what) {
    if (!fine) throw nb::value_error(what);
}

void check(const Ints& numbers, int below, const char* what, int least = 0) {
    for (int n : numbers) refuse_unless(n >= least && n < below, what);
}

void check(const Rows& rows, int below, const char* what, int least = 0) {
    for (const Ints& row : rows) check(row, below, what, least);
}

Rows flags(const Rows& lists, int count) {
    Rows found(lists.size(), Ints(count, 0));
    for (std::size_t n = 0; n < lists.size(); n++)
        for (int k : lists[n])
            if (k >= 0 && k < count) found[n][k] = 1;
    return found;
}

void read_terms(const Reader& read, Problem& p) {
    AmountRows rates, pairs, orders;
    read("rates", rates);
    for (const Amounts& r : rates) {
        refuse_unless(r.size() == 13, "rates");
        Rates one{int(r[0]), r[1], r[2], r[3] != 0, r[4], r[5], r[6], int(r[7]), int(r[8]), int(r[9]), r[10], r[11] != 0,
                  r[12]};
        refuse_unless(one.week_days > 0, "week_days");
        p.rates.push_back(one);
    }
    read("pairs", pairs);
    for (const Amounts& r : pairs)
        p.pairs.push_back({int(r.at(0)), int(r.at(1)), int(r.at(2)), int(r.at(3)), int(r.at(4)), r.at(5)});
    read("orders", orders);
    std::vector<Rows> groups;
    read("order_groups", groups);
    for (std::size_t n = 0; n < orders.size(); n++)
        p.orders.push_back({int(orders[n].at(0)), int(orders[n].at(1)), int(orders[n].at(2)), orders[n].at(3), groups.at(n)});
    std::vector<AmountRows> clashes, ways;
    read("clashes", clashes);
    for (const AmountRows& of : clashes) {
        p.clashes.emplace_back();
        for (const Amounts& r : of) p.clashes.back().push_back({int(r.at(0)), int(r.at(1)), r.at(2)});
    }
    read("ways", ways);
    for (const AmountRows& of : ways) {
        p.ways.emplace_back();
        for (const Amounts& r : of)
            p.ways.back().push_back({int(r.at(0)), int(r.at(1)), int(r.at(2)), int(r.at(3)), r.at(4), int(r.at(5)),
                                     int(r.at(6)), int(r.at(7)), int(r.at(8))});
    }
    std::vector<Rows> bands, spans;
    read("bands", bands);
    for (const Rows& of : bands) {
        p.bands.emplace_back();
        for (const Ints& r : of) p.bands.back().push_back({r.at(0), r.at(1), r.at(2), r.at(3)});
    }
    read("spans", spans);
    for (const Rows& of : spans) {
        p.spans.emplace_back();
        for (const Ints& r : of) p.spans.back().emplace_back(r.at(0), r.at(1));
    }
}

void read_strips(const Reader& read, Problem& p) {
    read("minutes", p.minutes), read("setup", p.setup), read("eighths", p.eighths), read("set_of", p.set_of);
    read("made", p.made), read("outside", p.outside), read("choice_of", p.choice_of), read("mode_of", p.mode_of);
    read("position", p.position), read("fixed", p.fixed), read("sitting", p.sitting), read("weather", p.weather);
    read("covers", p.covers), read("with_child", p.with_child), read("people_of", p.people_of);
    read("elements_of", p.elements_of), read("strip_dates", p.strip_dates), read("orders_of", p.orders_of);
    read("scenes_of", p.scenes_of), read("roles_of", p.roles_of), read("cover_bases", p.cover_bases);
    read("parts_price", p.parts_price), read("option_strip", p.option_strip), read("option_place", p.option_place);
    read("option_slots", p.option_slots), read("choices", p.choices), read("strips_of_scene", p.strips_of_scene);
    Rows units;
    read("option_units", units);
    p.option_units = flags(units, int(p.slot_unit.size()) + 1024);
}

void read_days(const Reader& read, Problem& p) {
    read("slot_unit", p.slot_unit), read("slot_date", p.slot_date), read("slot_works", p.slot_works);
    read("locked", p.locked), read("masks", p.masks), read("fixed_day", p.fixed_day);
    read("has_fixed_day", p.has_fixed_day), read("first_ordinal", p.first_ordinal), read("zero", p.zero);
    read("odd", p.odd), read("n_dates", p.n_dates);
    read("first_shot", p.first_shot), read("set_change", p.set_change), read("light_change", p.light_change);
    read("longest", p.longest), read("normal", p.normal), read("page_limit", p.page_limit);
    read("most_moves", p.most_moves), read("unit_base", p.unit_base), read("unpriced", p.unpriced);
    read("day_cost", p.day_cost), read("overtime", p.overtime), read("unit_lights", p.unit_lights);
    read("call_window", p.call_window), read("working", p.working), read("exteriors", p.exteriors);
    read("company", p.company), read("open_days", p.open_days);
}

void read_people(const Reader& read, Problem& p) {
    read("preparation", p.preparation), read("strike", p.strike), read("own_longest", p.own_longest);
    read("own_normal", p.own_normal), read("minor", p.minor), read("child", p.child), read("home", p.home);
    read("plain", p.plain), read("by_time", p.by_time), read("told_beyond", p.told_beyond);
    read("days_in_row", p.days_in_row), read("week_minutes", p.week_minutes), read("own_overtime", p.own_overtime);
    read("idle_price", p.idle_price), read("told_price", p.told_price), read("person_hours", p.person_hours);
    read("rest_asked", p.rest_asked), read("open_on", p.open_on), read("told", p.told);
    read("pairs_of", p.pairs_of), read("event_people", p.event_people), read("is_travel", p.is_travel);
    read("to_base", p.to_base);
}

void read_places(const Reader& read, Problem& p) {
    read("n_bases", p.n_bases), read("place_hours", p.place_hours), read("element_hours", p.element_hours);
    read("sun", p.sun), read("place_base", p.place_base), read("place_setup", p.place_setup);
    read("fee_day", p.fee_day), read("fee_opening", p.fee_opening), read("day_rate", p.day_rate);
    read("hold_rate", p.hold_rate), read("move_minutes", p.move_minutes), read("move_cost", p.move_cost);
}

void read_wishes(const Reader& read, Problem& p) {
    read("few_moves", p.few_moves), read("children_early", p.children_early);
    read("nights_together", p.nights_together), read("places_shot_out", p.places_shot_out);
    read("few_days", p.few_days), read("cover_price", p.cover_price), read("story", p.story);
    read("balanced", p.balanced), read("big", p.big), read("light_first", p.light_first);
    read("big_first", p.big_first), read("any_line", p.any_line), read("prices", p.prices);
    read("banners", p.banners), read("meal_after", p.meal_after), read("meal_length", p.meal_length);
    read("unit_wrap", p.unit_wrap), read("grid", p.grid), read("meal_limit", p.meal_limit);
    read("weekly_rest", p.weekly_rest), read("weekly_days", p.weekly_days), read("dusk", p.dusk);
    read("fixed_cost", p.fixed_cost);
}

}  // namespace

Problem loaded(const nb::dict& packed) {
    Problem p;
    const Reader read(packed);
    read_days(read, p), read_strips(read, p), read_people(read, p), read_places(read, p);
    read_terms(read, p), read_wishes(read, p);
    const int strips = int(p.minutes.size()), slots = int(p.slot_unit.size()), places = int(p.place_base.size()),
              people = int(p.preparation.size()), units = int(p.first_shot.size());
    check(p.option_strip, strips, "option_strip"), check(p.option_place, places, "option_place");
    check(p.option_slots, slots, "option_slots"), check(p.slot_unit, units, "slot_unit");
    check(p.slot_date, p.n_dates, "slot_date"), check(p.people_of, people, "people_of");
    check(p.elements_of, int(p.day_rate.size()), "elements_of"), check(p.event_people, people, "event_people");
    check(p.orders_of, int(p.orders.size()), "orders_of"), check(p.pairs_of, int(p.pairs.size()), "pairs_of");
    check(p.place_base, p.n_bases, "place_base", -1);
    refuse_unless(p.prices.size() == RULES, "prices");
    refuse_unless(p.grid > 0, "grid");
    p.derive();
    return p;
}

}  // namespace intercut::board
