using ScaleMart.Web.Accounts;
using ScaleMart.Web.Admission;
using ScaleMart.Web.Api;
using ScaleMart.Web.Live;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Operations.Health;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Trail;

if (args is ["--health", var address]) return await Probe.LookAsync(address);

try
{
    var builder = WebApplication.CreateBuilder(args);

    builder.Services.AddStorage(builder.Configuration);
    builder.Services.AddTrail();
    builder.Services.AddAccounts(builder.Configuration);
    builder.Services.AddSales();
    builder.Services.AddStock();
    builder.Services.AddAdmission(builder.Configuration);
    builder.Services.AddOrders();
    builder.Services.AddOperations();
    builder.Services.AddLive(builder.Configuration);
    builder.Services.AddPages();
    builder.Services.AddApi();

    var app = builder.Build();

    app.UseShield();
    app.UseErrorPages();
    app.UseApiProblems();
    app.UseAdmission();
    app.UseAuthentication();
    app.UseAuthorization();

    app.MapStaticAssets();
    app.MapPages();
    app.MapApi();
    app.MapLive();
    app.MapOperations();

    app.Services.ScheduleTrail();
    app.Services.ScheduleOrders();
    app.Run();
    return 0;
}
catch (Exception refused) when (Start.IsRefused(refused))
{
    return Start.SayWhyNot(refused);
}
