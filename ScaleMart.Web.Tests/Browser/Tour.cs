using Microsoft.Playwright;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>A way past every scene, with one browser context for each viewer.</summary>
internal static class Tour
{
    /// <summary><paramref name="begin"/> sees each new page before anything is loaded in it.</summary>
    public static async Task WalkAsync(
        Chromium chromium, DemoShop demo, int width, ColorScheme scheme, Func<IPage, Task> begin, Func<IPage, Scene, IResponse, Task> look)
    {
        foreach (var viewers in demo.Scenes.All.GroupBy(s => s.Viewer))
        {
            var page = await chromium.PageAsync(demo.Shop.Address, width, scheme);
            await begin(page);
            await demo.Scenes.SignInAsync(page, viewers.Key);
            foreach (var scene in viewers)
            {
                var answer = await page.GotoAsync(scene.Url);
                Assert.True(answer!.Status == scene.Status, $"{scene.Name} ({scene.Url}) answered {answer.Status}.");
                await look(page, scene, answer);
            }

            await page.Context.CloseAsync();
        }
    }
}
