using NBomber.Contracts;
using NBomber.CSharp;
using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Engines;

/// <summary>
/// The same scenarios driven by NBomber, which writes its own reports beside ours; the verdict comes from the same logs. Compiled only
/// with <c>-p:LoadEngine=NBomber</c>. Written against NBomber's published API and compiled against its signatures; where this was
/// written the package cannot be restored, so it has never run. NBomber's licence is free for personal use only. Its open model starts
/// iterations by the clock but times them from when they began, so that only the program's own engine corrects for coordinated omission.
/// </summary>
public sealed class NBomberEngine(string folder) : IEngine
{
    private const string Name = "scalemart";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    string IEngine.Name => "NBomber";

    public Task<EngineRun> RunAsync(Workload load, Meter meter, Func<Play, Task> iterate, CancellationToken stop) => Task.Run(() =>
    {
        long begun = 0;
        // NBomber leaves its warm-up out of its figures as we do; what was ordered in it is in the sales' logs all the same.
        var scenario = Scenario.Create(Name, async context =>
        {
            var number = Interlocked.Increment(ref begun) - 1;
            if (number >= (load.Iterations ?? long.MaxValue)) return Response.Ok(statusCode: "not begun");
            meter.Begin();
            try
            {
                await iterate(new NBomberPlay(context, meter, number, context.ScenarioInfo.InstanceNumber, stop));
                return Response.Ok();
            }
            finally
            {
                meter.End();
            }
        })
        .WithInit(_ =>
        {
            meter.Start(load.WarmUp);
            return Task.CompletedTask;
        })
        .WithLoadSimulations([.. Simulations(load)]);
        scenario = load.WarmUp > TimeSpan.Zero ? scenario.WithWarmUpDuration(load.WarmUp) : scenario.WithoutWarmUp();

        NBomberRunner.RegisterScenarios(scenario)
            .WithTestSuite("ScaleMart")
            .WithReportFolder(Path.Combine(folder, "nbomber"))
            .Run();
        return new EngineRun(Math.Min(begun, load.Iterations ?? long.MaxValue));
    }, CancellationToken.None);

    private static IEnumerable<LoadSimulation> Simulations(Workload load)
    {
        var steady = load.For - load.Ramp;
        if (load.Rate is null)
        {
            if (load.Ramp > TimeSpan.Zero) yield return Simulation.RampingConstant(load.Users, load.Ramp);
            if (steady > TimeSpan.Zero) yield return Simulation.KeepConstant(load.Users, steady);
            yield break;
        }

        // NBomber injects whole numbers: less than one a second is one in so many seconds.
        var (count, interval) = load.Rate >= 1 ? ((int)Math.Round(load.Rate.Value), Second) : (1, Second / load.Rate.Value);
        if (load.Ramp > TimeSpan.Zero) yield return Simulation.RampingInject(count, interval, load.Ramp);
        // All of an opening within its first second.
        if (load.Burst > 0) yield return Simulation.Inject(load.Burst + count, Second, Second);
        if (load.Burst > 0) steady -= Second;
        if (steady > TimeSpan.Zero) yield return Simulation.Inject(count, interval, steady);
    }

    /// <summary>A play whose steps NBomber measures too.</summary>
    private sealed class NBomberPlay(IScenarioContext context, Meter meter, long number, int user, CancellationToken stop) : Play(meter, number, user, null, stop)
    {
        protected override async Task<Answer> MeasureAsync(string name, Func<Task<Answer>> act)
        {
            Answer? answer = null;
            await Step.Run(name, context, async () =>
            {
                answer = await act();
                // A refusal is an answer; only what is none, or is the shop's own fault, is NBomber's failure.
                return answer.Status is 0 or >= 500 ? Response.Fail<object>(statusCode: answer.Outcome) : Response.Ok<object>(statusCode: answer.Outcome);
            });
            return answer!;
        }
    }
}
