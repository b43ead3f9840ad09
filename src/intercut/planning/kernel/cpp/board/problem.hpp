// The planner's question in flat arrays, as intercut.planning.board packs them. Never changed once loaded.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace intercut::board {

using Money = std::int64_t;
using Ints = std::vector<int>;
using Amounts = std::vector<Money>;
using Rows = std::vector<Ints>;
using AmountRows = std::vector<Amounts>;
using Span = std::pair<int, int>;

// Rules that may be soft: the same order as RULES in intercut.planning.board.
enum Rule : int {
    LONGEST_DAY, PAGE_LIMIT, MOST_MOVES, TWO_PLACES, UNITS, PINS, OWN_LONGEST_DAY, MEALS, CALENDAR, UNIT_LIGHT,
    AVAILABLE, ELEMENT_AVAILABLE, MINORS_STAY, MINORS_WORK, MINORS_HOURS, MINORS_DAYS, MINORS_WEEK, DATES, LIGHT,
    PERMIT, DAY_PINS, CALL, REST, WEEKLY_REST, RULES
};

// The light to be made, by when the sun gives it.
enum Made : int { DAWN, DAYLIGHT, ANY_LIGHT, DUSK, NIGHT };

enum Kind : int { UNPAID, DAILY, WEEKLY, RUN, FLAT };

enum Degree : int { APART_CALLS, APART_BASE, APART_DAY, APART_WEEK };

enum OrderKind : int { BEFORE, SAME_DAY, NOT_SAME_DAY, CONTINUES, SITTINGS, NO_ORDER };

// Rules broken, of which `rest` lie between days of one person and `soon` are nights too short, and what the soft
// ones cost.
struct Value {
    int hard = 0;
    int rest = 0;
    Money cost = 0;
    int soon = 0;
    Value& operator+=(const Value& o) { hard += o.hard, rest += o.rest, cost += o.cost, soon += o.soon; return *this; }
    Value& operator-=(const Value& o) { hard -= o.hard, rest -= o.rest, cost -= o.cost, soon -= o.soon; return *this; }
    bool operator==(const Value&) const = default;
};

// Terms of pay in minor units; `weekly` below 0: never paid by the week.
struct Rates {
    int kind = UNPAID;
    Money work = 0, hold = 0;
    bool hold_in_week = false;
    Money travel = 0, event = 0, weekly = -1;
    int week_days = 1, most_drops = 0, drop_gap = 0;
    Money guarantee = 0;
    bool hold_is_paid = false;
    Money flat = 0;
};

// A strip at a place breaks a rule whenever it is shot on dates of the mask; counted once a day by name.
struct Clash {
    int name, mask;
    Money price;
};

struct Pair {
    int one, two, degree, gap, mask;
    Money price;
};

struct Order {
    int kind, gap, most_gap;  // most_gap below 0: none
    Money price;              // below 0: hard
    Rows groups;
};

// One date, start and place an event may have; `hard` and `cost` are what breaks by itself.
struct Way {
    int date, start, place, hard;
    Money cost;
    int begin, end, base, work;
};

struct Band {
    int stay, work, from, to;  // stay below 0: no band binds
};

struct Problem {
    int n_strips = 0, n_options = 0, n_slots = 0, n_dates = 0, n_people = 0, n_places = 0, n_bases = 0, n_units = 0,
        n_elements = 0, n_events = 0, n_choices = 0, n_scenes = 0;

    // strips
    Ints minutes, setup, eighths, set_of, made, outside, choice_of, mode_of, position, fixed, sitting, weather, covers,
        with_child;
    Rows people_of, elements_of, strip_dates, orders_of, scenes_of, roles_of, options_of, cover_bases;
    Amounts parts_price;

    // options
    Ints option_strip, option_place;
    Rows option_slots, option_units;
    std::vector<std::vector<Clash>> clashes;
    bool clashing = false;

    // slots and dates
    Ints slot_unit, slot_date, slot_works, locked;
    Rows slots_on, masks, fixed_day;  // fixed_day: per slot the strips fixed there, in order
    Ints has_fixed_day, school;
    int first_ordinal = 0;
    Rows zero;  // per base + 1 and date + 2: instant of midnight, or -1 - n for the n-th of odd
    Rows odd;   // per minute of the day, where clocks change

    // units
    Ints first_shot, set_change, light_change, longest, normal, page_limit, most_moves, unit_base, unpriced;
    Amounts day_cost, overtime;
    Rows unit_lights, call_window, working;  // call_window: low and high for each light
    AmountRows exteriors;                    // price, latest date, price, ...
    Rows company;                            // per unit: company days before each date

    // people
    Ints preparation, strike, own_longest, own_normal, minor, child, home, plain, by_time, told_beyond, days_in_row,
        week_minutes;
    Amounts own_overtime, idle_price, told_price;
    Rows person_hours, rest_asked, open_on, told;
    std::vector<std::vector<Band>> bands;
    std::vector<Rates> rates;
    Ints open_days;  // company days of the production before each date
    Rows events_of, pairs_of;

    // hours by set of spans
    std::vector<std::vector<Span>> spans;
    Rows place_hours, element_hours, sun;

    // places, elements
    Ints place_base, place_setup;
    Amounts fee_day, fee_opening, day_rate, hold_rate;
    Rows move_minutes;
    AmountRows move_cost;

    // events
    Rows event_people;
    Ints is_travel, to_base;
    std::vector<std::vector<Way>> ways;

    std::vector<Rows> choices;
    std::vector<Pair> pairs;
    std::vector<Order> orders;

    // wishes
    Money few_moves = 0, children_early = 0, nights_together = 0, places_shot_out = 0, few_days = 0, cover_price = 0,
          story = 0;
    AmountRows balanced, big, light_first, big_first;
    bool any_line = false;
    Rows strips_of_scene;

    Amounts prices;  // per rule, below 0: hard
    Ints banners;
    int meal_after = 0, meal_length = 0, unit_wrap = 0, grid = 1, meal_limit = -1, weekly_rest = 0, weekly_days = 0,
        dusk = 0;
    Money fixed_cost = 0;

    // what follows from the rest
    Rows lines;                                // per unit its slots by date
    Ints rank;                                 // of a slot in its line
    std::vector<std::vector<char>> allowed;    // per option and slot
    std::vector<std::vector<char>> dates_ok;   // per strip and date; empty: any
    Rows alike;
    bool any_position = false, any_cover = false, any_engaged = false;

    void derive();
    bool hard(Rule rule) const { return prices[rule] < 0; }
    // The moment of a call at a base (-1: none), minutes since 1970 in UTC.
    int instant(int base, int date, int call) const {
        int days = call >= 0 ? call / 1440 : -((-call + 1439) / 1440);
        const int within = call - days * 1440;
        int at = date + days + 2;
        const auto& row = zero[base + 1];
        if (at < 0) at = 0;
        if (at >= int(row.size())) at = int(row.size()) - 1;
        const int known = row[at];
        return known >= 0 ? known + within : odd[-1 - known][within];
    }
};

// Rules broken so far, and what the soft ones among them cost.
struct Tally {
    const Amounts& prices;
    int hard = 0;
    Money cost = 0;
    explicit Tally(const Amounts& p) : prices(p) {}
    void add(Rule rule, int times = 1) {
        if (prices[rule] < 0)
            hard += times;
        else
            cost += prices[rule] * times;
    }
};

// A small generator: the same numbers on every machine (splitmix64, Steele and others 2014).
struct Chance {
    std::uint64_t state;
    explicit Chance(std::uint64_t seed) : state(seed * 0x9E3779B97F4A7C15ull + 0x1234567ull) {}
    std::uint64_t next() {
        std::uint64_t z = (state += 0x9E3779B97F4A7C15ull);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    int below(int n) { return int((next() >> 32) * std::uint64_t(n) >> 32); }
    int between(int low, int high) { return low + below(high - low + 1); }
    double share() { return double(next() >> 11) * 0x1.0p-53; }
    bool happens(double p) { return share() < p; }
    template <class T>
    void shuffle(std::vector<T>& v) {
        for (int n = int(v.size()); n > 1; n--) std::swap(v[n - 1], v[below(n)]);
    }
};

}  // namespace intercut::board
