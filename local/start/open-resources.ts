import { EVERY_RUN, isAttended } from '../../lambda/core/attention.ts';
import type { Pipeline } from '../pipeline.ts';
import type { OpenResource } from './open-table.ts';
import { nameOf } from './resource-name.ts';

/** The open resources of a scope, except those that have been open for too long. */
export async function openResources(pipeline: Pipeline, scope: string): Promise<OpenResource[]> {
  const { api, ports } = pipeline.open(scope);
  const nowMs = ports.clock.nowMs();
  const snapshots = await ports.store.read(EVERY_RUN);
  return snapshots
    .filter(({ fields }) => isAttended(api, fields, nowMs))
    .map(({ fields }) => {
      const expiresAt = api.expiresAt(fields);
      return { ...nameOf(fields), ...(expiresAt !== undefined && { expiresAt }) };
    });
}
