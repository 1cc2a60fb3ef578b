// The address that lets an invited person in.
import { Copyable } from '../../parts/copyable.tsx'
import { accessWords } from '../../words/access-words.ts'
import { ShownOnce } from '../shown-once.tsx'
import type { useInvitation } from './invite-people.tsx'

const says = accessWords.people.invite

/** The contract has no field for the address. */
interface MadeInvitations {
  readonly invitations?: readonly { readonly invitee_email: string; readonly address: string }[]
}

export function Invited({ invitation }: { readonly invitation: ReturnType<typeof useInvitation> }) {
  const [made] = (invitation.data as MadeInvitations | undefined)?.invitations ?? []
  if (made === undefined) return null
  return (
    <ShownOnce title={says.made(made.invitee_email)} says={says.send} onDone={invitation.reset}>
      <Copyable text={made.address} label={says.address} />
    </ShownOnce>
  )
}
