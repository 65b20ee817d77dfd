/** Who asks. Every read and write is narrowed by `org_id` and `user_id`: other people's ids do not exist. */
export interface Actor {
  readonly user_id: string;
  readonly org_id: string;
  readonly tier: string;
}
