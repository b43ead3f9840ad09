// What a unit day of given strips costs at least: every order by the real clock (twin of relaxed/exact_day.py, one unit).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace intercut::days {

using Money = std::int64_t;
using Ints = std::vector<int>;
using Spans = std::vector<std::pair<int, int>>;  // first and last minute, both inside

struct Tables {
    // By option.
    Ints strip, place, set, light, setup, minutes, eighths, with_child;
    std::vector<Ints> people;  // whose own hours count
    // By place.
    std::vector<Ints> move_minutes;
    std::vector<std::vector<Money>> move_cost;
    Ints place_setup;
    // The unit; longest < 0 and most_moves < 0: no such limit.
    int first_shot = 0, set_change = 0, light_change = 0, normal = 0, longest = -1, most_moves = -1, grid = 15;
    int meal_after = 0, meal_length = 0, unit_wrap = 0;
    Money overtime_hour = 0, move_price = 0, child_price = 0, story_price = 0;
    std::vector<std::pair<Money, int>> balanced, big;  // price and minutes, price and eighths
    std::vector<Ints> before, turned;  // by strip and strip: must come before; costs the story price when it comes before
    // By person; longest < 0: none.
    Ints own_longest, own_normal, own_aside;
    std::vector<Money> own_rate;
    // Rest: who is in each option, by person what comes before the first shot and after the last, by slot and person the
    // minutes from wrap on that date to the call on the next one, counted on the clock of the latter; empty: nothing binds.
    std::vector<Ints> cast;
    Ints ready, strike;
    std::vector<Ints> rest;
    // By slot and light: when it may be called; by slot, light and option: when it may be begun.
    bool calls_free = false;
    std::vector<std::vector<Spans>> calls;
    std::vector<std::vector<std::vector<Spans>>> windows;
};

// One desk for one thread: answers are remembered by strips and by the windows these have.
class ExactDays {
public:
    explicit ExactDays(Tables tables);

    // Overtime, moves and wishes of the cheapest order on a slot; nothing where every order breaks a rule.
    // No answer below `floor` is looked for: the first order that costs no more is taken.
    std::optional<Money> least_on(int slot, const Ints& options, Money floor = 0);

    // Both days in a row: the least they cost together, with everybody's rest between; `most` where it is no less than that
    // or they cannot both be. `one` and `two` are what each costs alone.
    Money both(int slot, const Ints& first, Money one, int next, const Ints& then, Money two, Money most);

    // Days on dates in a row: the least they cost together, each as late or early as everybody's rest asks; `most` where it
    // is no less than that. What each costs alone is a bound of it.
    struct Link {
        int slot;
        const Ints* options;
        Money alone;
    };
    // A day as it is shot: light, minute of the call, options in order.
    struct Shot {
        int light = 0, call = 0;
        Ints order;
    };
    // `shots` are set to how the days are shot then.
    Money chain(const std::vector<Link>& days, Money most, std::vector<Shot>& shots);

private:
    struct Walk;
    struct Ending {
        Money price;
        Ints ends;
        std::vector<Shot> shots;
    };
    struct Moment {
        int time;       // the end of the last strip
        int low, high;  // the end of the last meal, or the call, is between these
        bool eaten;     // a wait to come may as well have been before that meal
    };
    void shoot(const Moment& from, int way, int minutes, const Spans& window, int earliest, std::vector<Moment>& found) const;
    static void keep(std::vector<Ending>& kept, Ending ending);
    std::vector<Ending> endings_after(int slot, const Ints& options, const Ints& people, const Ints* after, Money most);
    Ints shared(const Ints& first, const Ints& then) const;
    Ints ready_after(int slot, const Ints& people, const Ints& ends, const Ints& then) const;
    const std::vector<Ending>& endings(int slot, const Ints& options, const Ints& people, Money most);
    void step(Walk& walk, int depth);
    void finish(Walk& walk) const;
    template <class Told>
    void timed(const Walk& walk, Told told) const;
    Money overtime(int length) const;
    int length_of(int work) const;
    std::optional<Money> own_overtime(const Walk& walk, const std::vector<Spans>* windows) const;
    std::string key_of(int slot, const Ints& options) const;

    Tables t_;
    std::vector<std::vector<int>> kinds_;  // by slot and option: which windows it has
    std::unordered_map<std::string, std::optional<Money>> known_;
    std::unordered_map<std::string, std::pair<Money, std::vector<Ending>>> endings_;
};

}  // namespace intercut::days
