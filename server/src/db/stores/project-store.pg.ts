import { and, desc, eq, getTableColumns } from 'drizzle-orm';
import type { Actor } from '../../app/actor.ts';
import type { ProjectReads, ProjectStore } from '../../app/ports/project-store.ts';
import type { Executor } from '../executor.ts';
import { projects } from '../schema/projects.ts';
import { olderThan } from './older-than.ts';

const { org_id: _org, user_id: _user, ...RECORD } = getTableColumns(projects);

export function projectReads(db: Executor): ProjectReads {
  const of = (actor: Actor) => and(eq(projects.org_id, actor.org_id), eq(projects.user_id, actor.user_id));
  return {
    async find(actor, project_id) {
      const [row] = await db
        .select(RECORD)
        .from(projects)
        .where(and(eq(projects.id, project_id), of(actor)));
      return row ?? null;
    },

    async list(actor, query) {
      return db
        .select(RECORD)
        .from(projects)
        .where(and(of(actor), query.after && olderThan(projects, query.after)))
        .orderBy(desc(projects.created_at), desc(projects.id))
        .limit(query.limit);
    },
  };
}

export function projectStore(db: Executor): ProjectStore {
  return {
    ...projectReads(db),

    async ensure(actor, project) {
      const [row] = await db
        .insert(projects)
        .values({ ...project, org_id: actor.org_id, user_id: actor.user_id })
        .onConflictDoUpdate({
          target: [projects.org_id, projects.user_id, projects.fingerprint],
          set: { name: project.name },
        })
        .returning(RECORD);
      if (!row) throw new Error('An upsert always returns its row');
      return row;
    },
  };
}
