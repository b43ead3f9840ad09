// A bound for boards whose proof will not come to an end.
#pragma once

#include "search.hpp"

namespace intercut::sequence {

// Waiting that no order of the part avoids: its people are dealt out in groups, dearest first, and
// every group is put in order as if the others were not there. What the groups wait at least adds
// up. `most_states` is what each group's search may open; unfinished, its own bound counts. `tell`
// is called every few milliseconds by the calling thread.
Money bound_by_groups(const Part& part, int people_at_once, std::uint64_t most_states, Crew& crew,
                      Monitor& monitor, const std::function<void()>& tell);

}  // namespace intercut::sequence
