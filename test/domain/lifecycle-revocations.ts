// The rules of revocation over the state of lifecycle-state.ts: which versions are revoked, from when on, and with which events.
import { isInEffect, type ModelBuild, type ModelVersion, type Reasons, type Revocation } from './lifecycle-model.ts'
import type { ModelState } from './lifecycle-state.ts'
import type { Revoking } from './lifecycle-steps.ts'

export function revoke(
  state: ModelState,
  version: ModelVersion,
  { when, skipDescendants, rollBack, deadline }: Revoking & { readonly deadline: number },
): Reasons {
  if (version.number === null) return ['failed_precondition']
  if (version.own && isInEffect(version.own, state.now)) return ['failed_precondition']
  const concerned = version.own ? concernedBy(state, version.own) : []
  if (version.own) forget(state, version.own)
  const at = Math.max(state.now, when === 'deadline' ? deadline : state.now + when)
  const number = state.revocations.length + 1
  const revocation = { of: version, number, at, passesOn: !skipDescendants, rollsBack: rollBack, carriedOut: false }
  state.revocations.push(revocation)
  version.own = revocation
  if (revocation.passesOn) for (const heir of state.descendantsOf(version)) heir.inherited.add(revocation)
  for (const heir of concerned) if (heir.counting() === null) state.tellOf('cancel-revocation', heir)
  if (at <= state.now) carryOut(state, revocation)
  else {
    state.promise(at, { carryOut: revocation })
    announce(state, revocation, state.heirsOf(revocation))
    state.settleLatest([version.bucket], null)
  }
  return []
}

/** Channels are rolled back once, when the revocation takes effect. */
export function carryOut(state: ModelState, revocation: Revocation): void {
  const heirs = state.heirsOf(revocation).filter((heir) => !isOut(heir))
  revocation.carriedOut = true
  announce(state, revocation, heirs)
  state.settle([revocation.of, ...state.heirsOf(revocation)])
}

/** Whether an inherited revocation was already carried out, so that a further one causes no event. */
const isOut = ({ inherited }: ModelVersion) => [...inherited].some(({ carriedOut }) => carriedOut)

function announce(state: ModelState, revocation: Revocation, heirs: readonly ModelVersion[]): void {
  if (revocation.of.exists) state.tellOf(actionOf(revocation), revocation.of)
  announceTo(state, revocation, heirs)
}

const actionOf = ({ carriedOut }: Revocation) => (carriedOut ? 'revoke' : 'schedule-revocation')

/** Records an event for each complete heir for which this revocation counts. */
function announceTo(state: ModelState, revocation: Revocation, heirs: readonly ModelVersion[]): void {
  for (const heir of heirs)
    if (heir.number !== null && heir.counting() === revocation) state.tellOf(actionOf(revocation), heir)
}

/** The complete heirs for which this revocation counts. */
const concernedBy = (state: ModelState, revocation: Revocation) =>
  state.heirsOf(revocation).filter((heir) => heir.number !== null && heir.counting() === revocation)

function forget(state: ModelState, revocation: Revocation): readonly ModelVersion[] {
  const heirs = state.heirsOf(revocation)
  for (const heir of heirs) heir.inherited.delete(revocation)
  revocation.of.own = null
  state.promised = state.promised.filter(({ work }) => !('carryOut' in work) || work.carryOut !== revocation)
  return heirs
}

export function restore(state: ModelState, version: ModelVersion): Reasons {
  const counting = version.counting()
  if (!counting) return ['failed_precondition']
  const wasInEffect = isInEffect(counting, state.now)
  const action = wasInEffect ? 'restore' : 'cancel-revocation'
  if (version.own) {
    const concerned = concernedBy(state, counting)
    const heirs = forget(state, counting)
    state.tellOf(action, version)
    for (const heir of concerned)
      if (wasInEffect ? heir.isValid(state.now) : heir.counting() === null) state.tellOf(action, heir)
    state.settle([version, ...heirs])
    return []
  }
  if (counting.of.exists) return ['failed_precondition']
  // A deleted ancestor cannot be restored, so each of its descendants is restored by itself.
  for (const revocation of version.inherited) if (!revocation.of.exists) version.inherited.delete(revocation)
  state.tellOf(action, version)
  state.settle([version])
  return []
}

/** Once a version's parent is known, the version and everything built from it inherit the parent's revocations. */
export function inherit(state: ModelState, child: ModelVersion, { parent }: ModelBuild): void {
  if (parent === null || parent === 'unknown' || !parent.exists) return
  const passed = [...(parent.own?.passesOn ? [parent.own] : []), ...parent.inherited]
  const heritable = passed.filter((revocation) => revocation.of !== child)
  if (heritable.length === 0) return
  const heirs = [child, ...state.descendantsOf(child)]
  const fresh = heritable.map((revocation) => ({
    revocation,
    heirs: heirs.filter((heir) => revocation.of !== heir && !heir.inherited.has(revocation)),
  }))
  const out = new Set(heirs.filter(isOut))
  for (const { revocation, heirs } of fresh) for (const heir of heirs) heir.inherited.add(revocation)
  for (const { revocation, heirs } of fresh)
    announceTo(
      state,
      revocation,
      heirs.filter((heir) => !out.has(heir)),
    )
  state.settle(heirs)
}
