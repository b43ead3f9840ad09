// Good orders quickly: annealing over moves of whole blocks.
#pragma once

#include <memory>

#include "monitor.hpp"

namespace intercut::sequence {

// One walker over the orders of a part. Every run is half as long again as the one before; each starts from chance and cools
// down. The same seed and the same calls give the same orders, whatever the machine.
class Annealer {
public:
    virtual ~Annealer() = default;

    // Makes about `moves` more moves, unless stopped, and goes on later where it left off.
    virtual void walk(std::uint64_t moves, Monitor& monitor) = 0;
    virtual Money cost() const = 0;          // waiting only, of the best order
    virtual const Order& order() const = 0;  // the best order
    virtual std::uint64_t moves() const = 0;
    virtual int hits() const = 0;  // finished runs that ended at the best cost: chance led there again
};

// `part.people` up to 1,024.
std::unique_ptr<Annealer> make_annealer(const Part& part, std::uint64_t seed);

}  // namespace intercut::sequence
