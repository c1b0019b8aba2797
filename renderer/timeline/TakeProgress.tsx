import { useSounds } from '../state/sounds';

/** How far the take is that is being made for a clip, at the clip's foot. */
export function TakeProgress({ jobId }: { jobId: string }) {
  const fraction = useSounds(({ jobs }) => jobs.find((job) => job.request.jobId === jobId)?.fraction ?? 0);
  return (
    <div
      className="clip-progress"
      role="progressbar"
      aria-label="Making a take"
      aria-valuenow={Math.round(fraction * 100)}
    >
      <div style={{ width: `${Math.max(4, fraction * 100)}%` }} />
    </div>
  );
}
