import type { Command } from 'commander'
import { currentApi, type Operations } from '../../client/apis.ts'
import { type Client, createClient } from '../../client/client.ts'
import { clientDirectory } from '../../config/client-directory.ts'
import { processVariables } from '../../config/config.ts'
import type { ClientContext, RunClient, SharedOptions } from './client-command.ts'
import { ClientFailure, exitCodes } from './client-failure.ts'
import { confirm } from './confirm.ts'
import { explainFailure } from './explain-failure.ts'
import { outputAs } from './output/output.ts'
import { printable } from './output/printable.ts'
import { findLocation } from './server/find-location.ts'
import { findServer, type FoundServer } from './server/find-server.ts'

/** Runs a command that asks a server, and answers its exit code. What went wrong is a line on stderr. */
export async function runClient(command: Command, run: RunClient): Promise<number> {
  let server: FoundServer | null = null
  return reported(
    async (signal) => {
      server = await findServer({ variables: processVariables(), directory: clientDirectory() })
      await run(await contextOf(server, command.opts<SharedOptions>(), signal), command)
    },
    () => server?.credentialsFrom ?? null,
  )
}

/** Does the work of a command of the client until it is done or interrupted, and answers its exit code. */
export async function reported(
  work: (signal: AbortSignal) => Promise<void>,
  credentialsFrom: () => string | null = () => null,
): Promise<number> {
  const interrupted = new AbortController()
  const interrupt = () => {
    if (interrupted.signal.aborted) process.exit(exitCodes.interrupted)
    interrupted.abort(
      new ClientFailure('interrupted', 'interrupted: what the server had begun by then it may have done all the same'),
    )
  }
  process.on('SIGINT', interrupt)
  process.stdout.on('error', leave)
  try {
    await work(interrupted.signal)
    return exitCodes.done
  } catch (error) {
    const cause: unknown = interrupted.signal.aborted ? interrupted.signal.reason : error
    const { exit, message } = explainFailure(cause, { credentialsFrom: credentialsFrom() })
    process.stderr.write(`assay: ${printable(message)}\n`)
    return exitCodes[exit]
  } finally {
    process.off('SIGINT', interrupt)
    process.stdout.off('error', leave)
  }
}

/** Whoever reads the answer has had enough of it: `assay version list ubuntu | head`. */
function leave(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitCodes.done)
  throw error
}

async function contextOf(server: FoundServer, options: SharedOptions, signal: AbortSignal): Promise<ClientContext> {
  const { apiUrl, access, fetch } = server
  const { organization, project, output, yes = false } = options
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
    output: outputAs(output),
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
