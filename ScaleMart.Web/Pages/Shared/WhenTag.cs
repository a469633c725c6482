using Microsoft.AspNetCore.Razor.TagHelpers;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Shared;

/// <summary><c>data-when="live held"</c>: a part of a page that is seen in these scenes of its sale only; <c>of</c> is the sale's stock.</summary>
[HtmlTargetElement(Attributes = "data-when,of")]
public sealed class WhenTag : TagHelper
{
    public StockLevel Of { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (SaleScene.Hides($"{output.Attributes["data-when"].Value}", SaleScene.Of(Of))) output.Attributes.SetAttribute(new TagHelperAttribute("hidden", null, HtmlAttributeValueStyle.Minimized));
    }
}
