// A plan while it is worked on: every change is priced from the terms it touches (twin of state.py).
#pragma once

#include <vector>

#include "board/day.hpp"
#include "board/foresight.hpp"
#include "board/people.hpp"

namespace intercut::board {

// Where a strip stands; slot below 0: nowhere.
struct Position {
    int date = -1, slot = -1, n = -1, begin = 0, end = 0, option = -1;
};

struct Change {
    int slot;
    Ref day;  // none: the unit does not work that day
};

struct EventChange {
    int event, way;  // way below 0: not placed
};

struct Changes {
    std::vector<Change> days;
    std::vector<EventChange> events;
    void clear() { days.clear(), events.clear(); }
    void set(int slot, Ref day) { days.push_back({slot, std::move(day)}); }
};

struct Standing {
    int hard, eighths, strips;
    Money cost;
    auto operator<=>(const Standing&) const = default;
};

class State {
public:
    State(const Problem& problem, Book& book);

    const Problem& p;
    Book& book;

    // What would follow from a change; the state stays as it is.
    Value price(Changes& changes, bool rules_only = false) {
        return evaluate(changes, rules_only ? Asked::rules : Asked::all);
    }
    // The same, given up as soon as a rule is broken that no other call would mend: the cost is then not counted.
    Value price_legal(Changes& changes) { return evaluate(changes, value_.hard == 0 ? Asked::legal : Asked::all); }
    // Make a change; afterwards `changes` is the way back.
    void apply(Changes& changes);
    void set_mode(int choice, int mode);

    const Ref& day(int slot) const { return days_[slot]; }
    int slot_of(int strip) const { return at_[strip].slot; }
    const Position& at(int strip) const { return at_[strip]; }
    const Calls& calls_on(int person) const { return calls_[person]; }
    int event_at(int event) const { return event_at_[event]; }
    int mode(int choice) const { return mode_[choice]; }
    bool active(int strip) const {
        const int choice = p.choice_of[strip];
        return choice < 0 || mode_[choice] == p.mode_of[strip];
    }
    // Strips to be placed that are not; in no order that means anything.
    const Ints& left() const { return left_; }
    Ints boneyard() const;  // the same by number
    Standing standing() const { return {value_.hard, left_eighths_, int(left_.size()), value_.cost}; }
    const Value& value() const { return value_; }
    // The same counted from nothing: what `value` must be.
    Value recounted();

    Foresight& foresight() { return foresight_; }

    std::vector<Ref> days() const { return days_; }

private:
    friend class Wishes;
    enum class Asked { all, rules, legal, commit };
    Value evaluate(Changes& changes, Asked asked);
    void gather_edits(const Changes& changes, Value& value);
    void rests(Value& value, bool legal);
    void pays(Value& value);
    Value apart_part(bool commit);
    Money elements_part(const Changes& changes, bool commit);
    Money places_part(const Changes& changes);
    Money twice(int date, const Changes* changes) const;
    Money openings(int unit, int low, int high, const Changes& changes) const;
    Money parts_part(const Changes& changes) const;
    Money wishes_part(const Changes& changes, bool commit);
    Money line(int unit) const;
    Money cover() const;
    int story(const Changes& changes);
    Value orders_part(bool commit);
    int order_breaks(const Order& order) const;
    const Day* old_day(int slot, const Changes& changes) const;
    const Calls& calls_of(int person) const { return touched_[person] == stamp_ ? fresh_[index_[person]] : calls_[person]; }
    const Journeys& journeys_of(int person) const {
        return touched_[person] == stamp_ && priced_[index_[person]] ? fresh_journeys_[index_[person]] : journeys_[person];
    }
    void count_left(int strip);
    void edit(int person, int slot, const Stay* stay, int date);
    bool first_of(int scene, const std::vector<Position>& at, int& begin, int& n, int& strip) const;

    std::vector<Ref> days_;
    std::vector<Position> at_;
    Ints mode_, event_at_;
    Ints left_, left_index_;  // strips left over, and where each stands among them, -1: placed
    int left_eighths_ = 0;
    std::vector<Calls> calls_;
    std::vector<Value> pay_, weeks_;
    std::vector<Journeys> journeys_;
    std::vector<Ints> element_slots_;
    Amounts element_cost_, line_cost_;
    Money cover_cost_ = 0;
    std::vector<int> meetings_;
    std::vector<Value> order_value_;
    Value value_;
    People people_;
    Foresight foresight_;

    // scratch of one evaluation
    int stamp_ = 0;
    struct Edit { int slot, date, next; const Stay* stay; };
    std::vector<Edit> edits_;
    Ints touched_, index_, head_, changed_;  // per person: stamp, number among the changed, last edit
    std::vector<Calls> fresh_;
    std::vector<Journeys> fresh_journeys_;
    std::vector<Value> fresh_pay_, fresh_weeks_;
    std::vector<char> priced_;  // whether the pay hangs on the change
    std::vector<Stay> event_stays_;
    std::vector<std::pair<int, Position>> undo_;
    Ints pair_stamp_, order_stamp_, touched_orders_, scene_list_;
    std::vector<char> in_scenes_;
    Ints merged_, near_;
};

}  // namespace intercut::board
