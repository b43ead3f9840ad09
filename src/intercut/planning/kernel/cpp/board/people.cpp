#include "board/people.hpp"

#include <algorithm>
#include <tuple>

namespace intercut::board {

namespace {

bool entry_order(const Call& a, const Call& b) {
    return std::tie(a.begin, a.end, a.first_base, a.last_base, a.date, a.work, a.first_place, a.last_place) <
           std::tie(b.begin, b.end, b.first_base, b.last_base, b.date, b.work, b.first_place, b.last_place);
}

void sort_few(Calls& calls) {
    for (std::size_t n = 1; n < calls.size(); n++)
        for (std::size_t m = n; m > 0 && entry_order(calls[m], calls[m - 1]); m--) std::swap(calls[m], calls[m - 1]);
}

// Calls from n on that lie on the same date: one past the last of them.
std::size_t same_date(const Calls& calls, std::size_t n) {
    std::size_t m = n + 1;
    while (m < calls.size() && calls[m].date == calls[n].date) m++;
    return m;
}

}  // namespace

std::size_t first_on(const Calls& calls, int date) {
    return std::size_t(std::partition_point(calls.begin(), calls.end(), [date](const Call& c) { return c.date < date; }) -
                       calls.begin());
}

Value People::nights(int person, const Calls& calls, const Ints& dates) {
    Tally tally(p.prices);
    const Ints& asked = p.rest_asked[person];
    int soon = 0;
    for (int date : dates) {
        const std::size_t n = first_on(calls, date);
        if (n == calls.size() || calls[n].date != date) continue;
        const std::size_t m = same_date(calls, n);
        if (n > 0 && calls[n - 1].date == date - 1) {
            int wrap = calls[n - 1].end;
            for (std::size_t k = n - 1; k > 0 && calls[k - 1].date == date - 1; k--)
                wrap = std::max(wrap, calls[k - 1].end);
            if (calls[n].begin - wrap < asked[date]) {
                tally.add(REST);
                tally.hard += calls[n].begin < wrap;
                soon += p.hard(REST) + (calls[n].begin < wrap);
            }
        }
        if (m - n > 1 && p.by_time[person]) {
            two_places(tally, &calls[n], &calls[m - 1] + 1);
            if (p.n_units > 1) twice_called(tally, person, &calls[n], &calls[m - 1] + 1);
        }
    }
    return {tally.hard, tally.hard, tally.cost, soon};
}

Value People::weeks(int person, const Calls& calls) {
    Tally tally(p.prices);
    if (p.weekly_rest > 0) weekly(tally, calls);
    if (p.week_minutes[person] >= 0 || p.days_in_row[person] >= 0) child(tally, person, calls);
    return {tally.hard, tally.hard, tally.cost, 0};
}

void People::weekly(Tally& tally, const Calls& calls) {
    const Calls* order = &calls;
    bool in_order = true;
    for (std::size_t n = 1; n < calls.size() && in_order; n++)
        in_order = calls[n - 1].begin < calls[n].begin || !entry_order(calls[n], calls[n - 1]);
    if (!in_order) {
        sorted_ = calls;
        std::sort(sorted_.begin(), sorted_.end(), entry_order);
        order = &sorted_;
    }
    int start = -1, last = -1, wrap = 0;
    for (const Call& c : *order) {
        if (start >= 0 && c.date == last) {
            wrap = std::max(wrap, c.end);
            continue;
        }
        if (start < 0 || c.begin - wrap >= p.weekly_rest) {
            if (start >= 0 && last - start + 1 > p.weekly_days) tally.add(WEEKLY_REST);
            start = c.date;
        }
        last = c.date, wrap = c.end;
    }
    if (start >= 0 && last - start + 1 > p.weekly_days) tally.add(WEEKLY_REST);
}

void People::child(Tally& tally, int person, const Calls& calls) const {
    int run = 0, before = -9, week = -1, worked = 0, over = 0;
    const int most_days = p.days_in_row[person], most = p.week_minutes[person];
    for (std::size_t n = 0; n < calls.size();) {
        const std::size_t m = same_date(calls, n);
        const int date = calls[n].date;
        run = date == before + 1 ? run + 1 : 1;
        before = date;
        if (p.bands[person][date].stay >= 0) {
            if (most_days >= 0 && run == most_days + 1) tally.add(MINORS_DAYS);
            const int here = (p.first_ordinal - 1 + date) / 7;
            if (here != week) {
                over += most >= 0 && worked > most;
                week = here, worked = 0;
            }
            for (std::size_t k = n; k < m; k++) worked += calls[k].work;
        }
        n = m;
    }
    over += most >= 0 && worked > most;
    if (over) tally.add(MINORS_WEEK, over);
}

void People::two_places(Tally& tally, const Call* first, const Call* last) {
    Calls& here = here_;
    here.assign(first, last);
    sort_few(here);
    const Call* latest = &here[0];
    for (std::size_t n = 1; n < here.size(); n++) {
        const Call& call = here[n];
        const bool apart = latest->last_base >= 0 && call.first_base >= 0 && latest->last_base != call.first_base;
        int way = 0;
        if (latest->last_place >= 0 && call.first_place >= 0) way = p.move_minutes[latest->last_place][call.first_place];
        if (apart || call.begin - latest->end < way) tally.add(TWO_PLACES);
        if (call.end > latest->end) latest = &call;
    }
}

void People::twice_called(Tally& tally, int person, const Call* first, const Call* last) {
    Calls& here = here_;
    here.clear();
    for (const Call* c = first; c != last; c++)
        if (c->slot >= 0) here.push_back(*c);
    if (here.size() < 2) return;
    if (p.child[person]) tally.hard += 1;
    sort_few(here);
    const int normal = p.own_normal[person], longest = p.own_longest[person];
    const Money rate = p.own_overtime[person];
    int begin = here[0].begin, end = here[0].end, over = 0;
    const auto hours = [&](int span, int of_unit) -> Money {
        const int beyond = span - (normal < 0 ? of_unit : normal);
        return beyond > 0 ? (beyond + 59) / 60 : 0;
    };
    Money single = 0;
    for (const Call& c : here) {
        begin = std::min(begin, c.begin), end = std::max(end, c.end);
        single += hours(c.end - c.begin, p.normal[p.slot_unit[c.slot]]);
        over -= longest >= 0 && c.end - c.begin > longest;
    }
    tally.cost += rate * (hours(end - begin, p.normal[p.slot_unit[here[0].slot]]) - single);
    if (longest >= 0) tally.add(OWN_LONGEST_DAY, over + (end - begin > longest));
}

int People::meetings(const Pair& pair, const Calls& one, const Calls& two, const Journeys& ours,
                     const Journeys& theirs) {
    const Ints& mask = p.masks[pair.mask];
    int count = 0;
    if (pair.degree == APART_BASE || pair.degree == APART_DAY) {
        int date = -9;
        for (std::size_t a = 0, b = 0; a < ours.size() && b < theirs.size();) {
            if (ours[a] == theirs[b]) {
                if (ours[a].date != date && ours[a].date >= 0 && ours[a].date < p.n_dates) count += mask[ours[a].date];
                date = ours[a].date;
                a++, b++;
            } else if (ours[a] < theirs[b]) {
                a++;
            } else {
                b++;
            }
        }
    }
    if (pair.degree == APART_WEEK) {
        // first date of each in each week, per unit
        std::size_t a = 0, b = 0;
        const auto week = [&](const Call& c) { return (p.first_ordinal - 1 + c.date) / 7; };
        while (a < one.size() && b < two.size()) {
            const int wa = week(one[a]), wb = week(two[b]);
            if (wa < wb) { a++; continue; }
            if (wb < wa) { b++; continue; }
            std::size_t ea = a, eb = b;
            while (ea < one.size() && week(one[ea]) == wa) ea++;
            while (eb < two.size() && week(two[eb]) == wa) eb++;
            bool met = false;
            for (int unit = 0; unit < p.n_units && !met; unit++) {
                const auto first = [&](const Calls& calls, std::size_t from, std::size_t to) {
                    for (std::size_t n = from; n < to; n++)
                        if (calls[n].slot >= 0 && p.slot_unit[calls[n].slot] == unit) return calls[n].date;
                    return -1;
                };
                const int da = first(one, a, ea), db = first(two, b, eb);
                met = da >= 0 && db >= 0 && mask[std::max(da, db)];
            }
            count += met;
            a = ea, b = eb;
        }
        return count;
    }
    if (pair.degree == APART_BASE) {
        const auto at = [&](const Call& c, int base) {
            return c.first_base == base || c.last_base == base ||
                   (c.slot >= 0 && p.unit_base[p.slot_unit[c.slot]] == base);
        };
        for (std::size_t a = 0, b = 0; a < one.size() && b < two.size();) {
            if (one[a].date < two[b].date) { a++; continue; }
            if (two[b].date < one[a].date) { b++; continue; }
            const std::size_t ea = same_date(one, a), eb = same_date(two, b);
            if (mask[one[a].date]) {
                bool met = false;
                for (std::size_t n = a; n < ea && !met; n++)
                    for (int base : {one[n].first_base, one[n].last_base,
                                     one[n].slot >= 0 ? p.unit_base[p.slot_unit[one[n].slot]] : -1})
                        for (std::size_t m = b; m < eb && !met && base >= 0; m++) met = at(two[m], base);
                count += met;
            }
            a = ea, b = eb;
        }
        return count;
    }
    // calls and days: looked at from each date on which one of them is called
    std::size_t a = 0, b = 0, last_a = 0, last_b = 0;  // last_*: first call of the date before
    bool had_a = false, had_b = false;
    while (a < one.size() || b < two.size()) {
        int date;
        if (a == one.size())
            date = two[b].date;
        else if (b == two.size())
            date = one[a].date;
        else
            date = std::min(one[a].date, two[b].date);
        const std::size_t ea = a < one.size() && one[a].date == date ? same_date(one, a) : a;
        const std::size_t eb = b < two.size() && two[b].date == date ? same_date(two, b) : b;
        if (mask[date]) {
            bool met = ea > a && eb > b && pair.degree == APART_DAY;
            const auto close = [&](std::size_t from, std::size_t to, std::size_t low, std::size_t high) {
                for (std::size_t n = from; n < to; n++)
                    for (std::size_t m = low; m < high; m++)
                        if (std::max(two[m].begin - one[n].end, one[n].begin - two[m].end) < pair.gap) return true;
                return false;
            };
            const bool yesterday_a = had_a && one[last_a].date == date - 1;
            const bool yesterday_b = had_b && two[last_b].date == date - 1;
            if (!met) met = close(a, ea, b, eb);
            if (!met && yesterday_b) met = close(a, ea, last_b, b);
            if (!met && yesterday_a) met = close(last_a, a, b, eb);
            count += met;
        }
        if (ea > a) last_a = a, had_a = true;
        if (eb > b) last_b = b, had_b = true;
        a = ea, b = eb;
    }
    return count;
}

}  // namespace intercut::board
