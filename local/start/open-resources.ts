import type { Pipeline } from '../pipeline.ts';
import type { OpenResource } from './open-table.ts';
import { nameOf } from './resource-name.ts';

/** What the snapshots of a scope hold that is not settled. Before the watermark, everything is. */
export async function openResources(pipeline: Pipeline, scope: string): Promise<OpenResource[]> {
  const { source, ports } = pipeline.open(scope);
  const { watermark } = await ports.store.readCheckpoint();
  const found: OpenResource[] = [];
  let position: string | undefined;
  for (;;) {
    const page = await ports.store.read({
      ...(watermark !== undefined && { from: watermark }),
      ...(position !== undefined && { position }),
    });
    for (const { fields } of page.snapshots) {
      if (source.isSettled(fields)) continue;
      const expiresAt = source.expiresAt(fields);
      found.push({ ...nameOf(fields), ...(expiresAt !== undefined && { expiresAt }) });
    }
    position = page.position;
    if (!page.more) return found;
  }
}
