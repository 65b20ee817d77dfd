/** What can be done about tests that take too long, before an edit as after one. */
export const TIME_CHOICES = [
  { value: 'increase_timeout', label: 'Give the tests twice the time, and run them again' },
  {
    value: 'skip_or_quarantine_test',
    label: 'Leave out by name what takes too long',
    hint: 'written to the audit trail and the evidence',
  },
] as const;
