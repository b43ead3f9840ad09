/** The door to the set's network: a code for a tablet, who is in. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, post } from "../api/client";
import type { DoorAnswer, InvitationAnswer } from "../api/schema";
import { useAct } from "../parts/act";
import { Button } from "../parts/basics";

export function DoorPanel() {
  const found = useQuery({ queryKey: ["door"], queryFn: () => get<DoorAnswer>("set/door"), staleTime: 0 });
  const [role, setRole] = useState("script_supervisor");
  const [made, setMade] = useState<InvitationAnswer | null>(null);
  const invite = useAct((as: string) => post<InvitationAnswer>("set/door", { role: as }), { then: setMade, touches: ["door"] });
  const door = found.data;
  if (!door) return null;
  return (
    <section className="panel" aria-label="Tablets on set">
      <h2>Tablets on set</h2>
      {!door.address ? (
        <p className="hint">The door to the network is closed. Start <code>intercut FILE --lan</code> to let a tablet in.</p>
      ) : (
        <>
          <div className="pads">
            <label className="thumb">Comes in as<select value={role} onChange={(e) => setRole(e.target.value)}>{Object.entries(door.roles).map(([id, name]) => <option key={id} value={id}>{name}</option>)}</select></label>
            <Button isDisabled={invite.busy} onPress={() => void invite.act(role)}>Make a code</Button>
          </div>
          {made && (
            <p className="invitation" role="status">
              Open <b>{made.address}</b> and type <b className="code">{made.code}</b>. It lets one {made.role} in, once, within {made.minutes} minutes. The certificate's mark is {made.mark}.
            </p>
          )}
          {door.guests.length > 0 && <p>Here now: {door.guests.map((g) => `${g.name} (${g.role})`).join(", ")}</p>}
        </>
      )}
    </section>
  );
}
