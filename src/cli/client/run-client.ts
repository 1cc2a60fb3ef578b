import type { Command } from 'commander'
import { currentApi, type Operations } from '../../client/apis.ts'
import { type Client, createClient } from '../../client/client.ts'
import { clientDirectory } from '../../config/client-directory.ts'
import { processVariables } from '../../config/config.ts'
import type { ClientContext, RunClient, SharedOptions } from './client-command.ts'
import { ClientFailure, exitCodes } from './client-failure.ts'
import { confirm } from './prompt/confirm.ts'
import { type Asking, explainFailure, type ExplainedFailure } from './explain-failure.ts'
import { type Output, outputAs } from './output/output.ts'
import { printable } from './output/printable.ts'
import { watchAnswer } from '../watch-answer.ts'
import { findLocation } from './server/find-location.ts'
import { findServer, type FoundServer } from './server/find-server.ts'

/** Runs a command that calls a server, and returns its exit code. Prints a failure as one line on stderr. */
export async function runClient(command: Command, run: RunClient): Promise<number> {
  let server: FoundServer | null = null
  return reported(
    async (signal) => {
      server = await findServer({ variables: processVariables(), directory: clientDirectory() })
      const options = command.opts<SharedOptions>()
      await run(await contextOf(server, options, { output: outputAs(options.output), signal }), command)
    },
    () => server?.credentialsFrom ?? null,
  )
}

type Work = (signal: AbortSignal) => Promise<void>

/** Runs a command of the client until it is done or interrupted, and returns its exit code. */
export async function reported(work: Work, credentialsFrom: () => string | null = () => null): Promise<number> {
  const failure = await failureOf(work, () => ({ credentialsFrom: credentialsFrom() }))
  if (failure === null) return exitCodes.done
  process.stderr.write(`assay: ${printable(failure.message)}\n`)
  return exitCodes[failure.exit]
}

/** Like `reported`, but returns the failure; null if the work was done. */
export async function failureOf(work: Work, asking: () => Asking): Promise<ExplainedFailure | null> {
  const interrupted = new AbortController()
  const interrupt = () => {
    if (interrupted.signal.aborted) process.exit(exitCodes.interrupted)
    interrupted.abort(new ClientFailure('interrupted', 'interrupted: the server may still finish what it had begun'))
  }
  process.on('SIGINT', interrupt)
  const answer = watchAnswer(() => process.exit(exitCodes.done))
  try {
    await work(interrupted.signal)
    const unwritten = await answer.settled()
    if (unwritten !== null) throw new ClientFailure('failed', unwritten)
    return null
  } catch (error) {
    const cause: unknown = interrupted.signal.aborted ? interrupted.signal.reason : error
    return explainFailure(cause, asking())
  } finally {
    process.off('SIGINT', interrupt)
    answer.stop()
  }
}

export interface AskingParts {
  readonly output: Output
  readonly signal: AbortSignal
}

/** The context for a command that calls this server. */
export async function contextOf(
  server: FoundServer,
  { organization, project, yes = false }: Omit<SharedOptions, 'output'>,
  { output, signal }: AskingParts,
): Promise<ClientContext> {
  const { apiUrl, access, fetch } = server
  const said = {
    ...server.location,
    ...(organization !== undefined && { organizationId: organization }),
    ...(project !== undefined && { projectId: project }),
  }
  const parts = { api: currentApi, apiUrl, access, fetch }
  const { organizationId, projectId } = said
  const location =
    organizationId !== undefined && projectId !== undefined
      ? { organizationId, projectId }
      : await findLocation(calledOff(createClient(parts), signal), said)
  return {
    client: calledOff(createClient({ ...parts, location }), signal),
    output,
    confirm: (question) => confirm(question, { yes, signal }),
    signal,
    server,
    location,
    now: Date.now(),
  }
}

function calledOff({ call, pages, follow }: Client<Operations>, signal: AbortSignal): Client<Operations> {
  return {
    call: (name, request, manner) => call(name, request, { signal, ...manner }),
    pages: (name, request, manner) => pages(name, request, { signal, ...manner }),
    follow: (name, request, following) => follow(name, request, { signal, ...following }),
  }
}
